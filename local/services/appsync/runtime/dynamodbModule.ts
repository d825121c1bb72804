import { operations, toUpdateExpression } from './toUpdateExpression.ts';
import { toMapValues, typedSet } from './util/dynamodb.ts';
import { toExpression } from './util/toExpression.ts';

type Input = Readonly<Record<string, any>>;

const get = ({ key, projection, ...options }: Input) => ({
  operation: 'GetItem',
  key: toMapValues(key),
  ...withoutNulls({ ...options, projection: projectionOption(projection) }),
});

const put = ({ key, item, condition, ...options }: Input) => ({
  operation: 'PutItem',
  key: toMapValues(key),
  attributeValues: toMapValues(item),
  ...withoutNulls({ ...options, condition: expressionOption(condition) }),
});

const remove = ({ key, condition, ...options }: Input) => ({
  operation: 'DeleteItem',
  key: toMapValues(key),
  ...withoutNulls({ ...options, condition: expressionOption(condition) }),
});

const update = ({ key, update: changes, condition, ...options }: Input) => ({
  operation: 'UpdateItem',
  key: toMapValues(key),
  update: toUpdateExpression(changes),
  ...withoutNulls({ ...options, condition: expressionOption(condition) }),
});

const query = ({ query: keys, filter, projection, ...options }: Input) => ({
  operation: 'Query',
  query: expressionOption(keys),
  ...withoutNulls({ ...options, filter: expressionOption(filter), projection: projectionOption(projection) }),
});

const scan = ({ filter, projection, ...options }: Input) => ({
  operation: 'Scan',
  ...withoutNulls({ ...options, filter: expressionOption(filter), projection: projectionOption(projection) }),
});

type Tables<Each> = { readonly tables: Readonly<Record<string, Each>> };

const eachTable = <Each>(tables: Readonly<Record<string, Each>>, convert: (each: Each) => unknown) =>
  Object.fromEntries(Object.entries(tables).map(([name, each]) => [name, convert(each)]));

const batchGet = ({ tables }: Tables<any>) => ({
  operation: 'BatchGetItem',
  tables: eachTable(tables, ({ keys, consistentRead, projection }) => ({
    keys: keys.map(toMapValues),
    ...withoutNulls({ consistentRead, projection: projectionOption(projection) }),
  })),
});

const batchPut = ({ tables }: Tables<object[]>) => ({
  operation: 'BatchPutItem',
  tables: eachTable(tables, (items) => items.map(toMapValues)),
});

const batchDelete = ({ tables }: Tables<object[]>) => ({
  operation: 'BatchDeleteItem',
  tables: eachTable(tables, (keys) => keys.map(toMapValues)),
});

const transactGet = ({ items }: { items: readonly Input[] }) => ({
  operation: 'TransactGetItems',
  transactItems: items.map(({ table, key, projection }) => ({
    table,
    key: toMapValues(key),
    ...withoutNulls({ projection: projectionOption(projection) }),
  })),
});

const transactWrite = ({ items }: { items: readonly Input[] }) => ({
  operation: 'TransactWriteItems',
  transactItems: items.map(writeItem),
});

function writeItem({ putItem, updateItem, deleteItem, conditionCheck }: Input) {
  if (putItem) return entry('PutItem', putItem, { attributeValues: toMapValues(putItem.item) });
  if (updateItem) return entry('UpdateItem', updateItem, { update: toUpdateExpression(updateItem.update) });
  if (deleteItem) return entry('DeleteItem', deleteItem, {});
  if (conditionCheck) return entry('ConditionCheck', conditionCheck, {});
  throw new Error('A transactWrite item is one of putItem, updateItem, deleteItem and conditionCheck.');
}

const entry = (operation: string, { table, key, condition }: Input, body: object) => ({
  table,
  operation,
  key: toMapValues(key),
  ...body,
  ...withoutNulls({ condition: expressionOption(condition) }),
});

/** Leaves out what is null or undefined, as the module's requests do. */
const withoutNulls = (request: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null && value !== undefined));

/** A filter, condition or key condition as a request carries it. */
function expressionOption(conditions: unknown) {
  if (conditions === null || conditions === undefined) return undefined;
  const rendered = toExpression(conditions);
  if (!rendered)
    throw new Error(`Unable to transform ${JSON.stringify(conditions)} to a DynamoDB expression.`);
  const { expression, expressionNames, expressionValues } = rendered;
  return Object.keys(expressionValues).length > 0 ? rendered : { expression, expressionNames };
}

/** Dots lead into maps. */
function projectionOption(paths: readonly string[] | null | undefined) {
  if (!paths) return undefined;
  const expressionNames: Record<string, string> = {};
  const alias = (name: string) => {
    const next = `#expName_${Object.keys(expressionNames).length + 1}`;
    expressionNames[next] = name;
    return next;
  };
  const expression = paths.map((path) => path.split('.').map(alias).join('.')).join(', ');
  return { expression, expressionNames };
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html#built-in-ddb-modules */
export const dynamodbModule = {
  batchDelete,
  batchGet,
  batchPut,
  get,
  operations,
  put,
  query,
  remove,
  scan,
  sync(): never {
    throw new Error('sync is not offered by the local AppSync runtime: there are no versioned data sources.');
  },
  toBinarySet: typedSet('BS'),
  toNumberSet: typedSet('NS'),
  toStringSet: typedSet('SS'),
  transactGet,
  transactWrite,
  update,
};
