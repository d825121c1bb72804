import { toMapValues } from '../util/dynamodb.ts';
import { expressionOption, present, projectionOption } from './options.ts';
import { updateExpression } from './updateExpression.ts';

type Item = Readonly<Record<string, any>>;

export const transactGet = ({ items }: { items: readonly Item[] }) => ({
  operation: 'TransactGetItems',
  transactItems: items.map(({ table, key, projection }) => ({
    table,
    key: toMapValues(key),
    ...present({ projection: projectionOption(projection) }),
  })),
});

export const transactWrite = ({ items }: { items: readonly Item[] }) => ({
  operation: 'TransactWriteItems',
  transactItems: items.map(writeItem),
});

function writeItem({ putItem, updateItem, deleteItem, conditionCheck }: Item) {
  if (putItem) return entry('PutItem', putItem, { attributeValues: toMapValues(putItem.item) });
  if (updateItem) return entry('UpdateItem', updateItem, { update: updateExpression(updateItem.update) });
  if (deleteItem) return entry('DeleteItem', deleteItem, {});
  if (conditionCheck) return entry('ConditionCheck', conditionCheck, {});
  throw new Error('A transactWrite item is one of putItem, updateItem, deleteItem and conditionCheck.');
}

const entry = (operation: string, { table, key, condition }: Item, body: object) => ({
  table,
  operation,
  key: toMapValues(key),
  ...body,
  ...present({ condition: expressionOption(condition) }),
});
