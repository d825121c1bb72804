import { toMapValues } from '../util/dynamodb.ts';
import { expressionOption, present, projectionOption } from './options.ts';
import { updateExpression } from './updateExpression.ts';

type Input = Readonly<Record<string, any>>;

export const get = ({ key, projection, ...options }: Input) => ({
  operation: 'GetItem',
  key: toMapValues(key),
  ...present({ ...options, projection: projectionOption(projection) }),
});

export const put = ({ key, item, condition, ...options }: Input) => ({
  operation: 'PutItem',
  key: toMapValues(key),
  attributeValues: toMapValues(item),
  ...present({ ...options, condition: expressionOption(condition) }),
});

export const remove = ({ key, condition, ...options }: Input) => ({
  operation: 'DeleteItem',
  key: toMapValues(key),
  ...present({ ...options, condition: expressionOption(condition) }),
});

export const update = ({ key, update: changes, condition, ...options }: Input) => ({
  operation: 'UpdateItem',
  key: toMapValues(key),
  update: updateExpression(changes),
  ...present({ ...options, condition: expressionOption(condition) }),
});

export const query = ({ query: keys, filter, projection, ...options }: Input) => ({
  operation: 'Query',
  query: expressionOption(keys),
  ...present({ ...options, filter: expressionOption(filter), projection: projectionOption(projection) }),
});

export const scan = ({ filter, projection, ...options }: Input) => ({
  operation: 'Scan',
  ...present({ ...options, filter: expressionOption(filter), projection: projectionOption(projection) }),
});
