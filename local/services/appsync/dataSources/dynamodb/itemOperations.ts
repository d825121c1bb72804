import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AwsError } from '../../../../platform/AwsError.ts';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import { type DataSourceAnswer, parseRequest } from '../DataSourceCall.ts';
import {
  answerOrError,
  condition,
  type Condition,
  expression,
  type Expression,
  expressionAttributes,
  errorAnswer,
  type Operation,
  projection,
  type Table,
  typedMap,
} from './Operation.ts';
import { toAttributeMap, toPlainItem, toPlainItemOrNull } from './attributeValues.ts';

const GetRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  consistentRead: z.boolean().nullish(),
  projection,
});

export const getItem: Operation = (request, { tableName, send, random }) => {
  const { key, consistentRead, projection } = parseRequest(GetRequest, request);
  return answerOrError(random, async () => {
    const { Item } = await send('GetItem', {
      TableName: tableName,
      Key: toAttributeMap(key),
      ConsistentRead: consistentRead ?? false,
      ...(projection && { ProjectionExpression: projection.expression }),
      ...expressionAttributes(projection),
    });
    return toPlainItemOrNull(Item);
  });
};

const PutRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  attributeValues: typedMap.nullish(),
  condition,
});

export const putItem: Operation = (request, table) => {
  const { key, attributeValues, condition } = parseRequest(PutRequest, request);
  const Key = toAttributeMap(key);
  const Item = { ...toAttributeMap(attributeValues ?? {}), ...Key };
  const wanted = toPlainItem(Item);
  const ignored = new Set(condition?.equalsIgnore ?? []);
  return writeConditionally(table, {
    key: Key,
    condition,
    isAlreadyDone: (current) =>
      current !== null && isDeepStrictEqual(without(current, ignored), without(wanted, ignored)),
    async run() {
      await table.send('PutItem', { TableName: table.tableName, Item, ...conditionInput(condition) });
      return wanted;
    },
  });
};

const without = (item: Record<string, unknown>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.has(name)));

const UpdateRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  update: expression,
  condition,
});

export const updateItem: Operation = (request, table) => {
  const { key, update, condition } = parseRequest(UpdateRequest, request);
  const Key = toAttributeMap(key);
  return writeConditionally(table, {
    key: Key,
    condition,
    isAlreadyDone: () => false,
    async run() {
      const { Attributes } = await table.send('UpdateItem', {
        TableName: table.tableName,
        Key,
        ...(update.expression && { UpdateExpression: update.expression }),
        ...conditionInput(condition, update),
        ReturnValues: 'ALL_NEW',
      });
      return toPlainItem(Attributes);
    },
  });
};

const DeleteRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  condition,
});

export const deleteItem: Operation = (request, table) => {
  const { key, condition } = parseRequest(DeleteRequest, request);
  const Key = toAttributeMap(key);
  return writeConditionally(table, {
    key: Key,
    condition,
    isAlreadyDone: (current) => current === null,
    async run() {
      const { Attributes } = await table.send('DeleteItem', {
        TableName: table.tableName,
        Key,
        ...conditionInput(condition),
        ReturnValues: 'ALL_OLD',
      });
      return toPlainItemOrNull(Attributes);
    },
  });
};

interface Write {
  readonly key: AttributeMap;
  readonly condition: Condition;
  /** Whether the stored item is what the write asks for already. Such a write succeeds. */
  isAlreadyDone(current: Record<string, unknown> | null): boolean;
  run(): Promise<unknown>;
}

/** The condition of a write, and the names and values it shares with the write's update. */
const conditionInput = (condition: Condition, update?: Expression) => ({
  ...(condition && { ConditionExpression: condition.expression }),
  ...expressionAttributes(update, condition),
});

/**
 * Writes under a condition. If it fails, AppSync reads the item and passes it to the resolver:
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html#condition-handling
 */
async function writeConditionally(
  { tableName, send, random }: Table,
  write: Write,
): Promise<DataSourceAnswer> {
  try {
    return { result: await write.run() };
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException')
      return errorAnswer(error, random);
    const current = await send('GetItem', {
      TableName: tableName,
      Key: write.key,
      ConsistentRead: write.condition?.consistentRead ?? true,
    });
    const result = toPlainItemOrNull(current.Item);
    return write.isAlreadyDone(result) ? { result } : errorAnswer(error, random, result);
  }
}
