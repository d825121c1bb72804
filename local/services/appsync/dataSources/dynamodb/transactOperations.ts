import { z } from 'zod';
import { AwsError } from '../../../../platform/AwsError.ts';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import { parseRequest } from '../DataSourceCall.ts';
import {
  answerOrError,
  expression,
  expressionAttributes,
  type Operation,
  projection,
  typedMap,
} from './Operation.ts';
import { toAttributeMap, toPlainItem, toPlainItemOrNull } from './attributeValues.ts';

const TransactGetRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  transactItems: z.array(z.strictObject({ table: z.string(), key: typedMap, projection })),
});

export const transactGetItems: Operation = async (request, { send, random }) => {
  const { transactItems } = parseRequest(TransactGetRequest, request);
  const TransactItems = transactItems.map(({ table, key, projection }) => ({
    Get: {
      TableName: table,
      Key: toAttributeMap(key),
      ...(projection && { ProjectionExpression: projection.expression }),
      ...expressionAttributes(projection),
    },
  }));
  return answerOrError(
    random,
    async () => {
      const { Responses } = await send('TransactGetItems', { TransactItems });
      return { items: Responses.map(({ Item }) => toPlainItemOrNull(Item)), cancellationReasons: null };
    },
    (error) => ({ items: null, cancellationReasons: cancellationReasons(error) }),
  );
};

const condition = expression.extend({ returnValuesOnConditionCheckFailure: z.boolean().nullish() });
const common = { table: z.string(), key: typedMap };

const WriteItem = z.discriminatedUnion('operation', [
  z.strictObject({
    ...common,
    operation: z.literal('PutItem'),
    attributeValues: typedMap.nullish(),
    condition: condition.nullish(),
  }),
  z.strictObject({
    ...common,
    operation: z.literal('UpdateItem'),
    update: expression,
    condition: condition.nullish(),
  }),
  z.strictObject({ ...common, operation: z.literal('DeleteItem'), condition: condition.nullish() }),
  z.strictObject({ ...common, operation: z.literal('ConditionCheck'), condition }),
]);

const TransactWriteRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  transactItems: z.array(WriteItem),
});

/** Writes all items or none. The result lists the keys written, or why DynamoDB cancelled the transaction. */
export const transactWriteItems: Operation = async (request, { send, random }) => {
  const { transactItems } = parseRequest(TransactWriteRequest, request);
  return answerOrError(
    random,
    async () => {
      await send('TransactWriteItems', { TransactItems: transactItems.map(toTransactItem) });
      return {
        keys: transactItems.map(({ key }) => toPlainItem(toAttributeMap(key))),
        cancellationReasons: null,
      };
    },
    (error) => ({ keys: null, cancellationReasons: cancellationReasons(error) }),
  );
};

function toTransactItem(entry: z.output<typeof WriteItem>) {
  const Key = toAttributeMap(entry.key);
  const update = entry.operation === 'UpdateItem' ? entry.update : undefined;
  const common = {
    TableName: entry.table,
    ...(entry.condition && {
      ConditionExpression: entry.condition.expression,
      ReturnValuesOnConditionCheckFailure:
        entry.condition.returnValuesOnConditionCheckFailure === false ? 'NONE' : 'ALL_OLD',
    }),
    ...expressionAttributes(update, entry.condition),
  };
  switch (entry.operation) {
    case 'PutItem':
      return { Put: { ...common, Item: { ...toAttributeMap(entry.attributeValues ?? {}), ...Key } } };
    case 'UpdateItem':
      return { Update: { ...common, Key, UpdateExpression: entry.update.expression } };
    case 'DeleteItem':
      return { Delete: { ...common, Key } };
    case 'ConditionCheck':
      return { ConditionCheck: { ...common, Key } };
  }
}

interface CancellationReason {
  readonly Code?: string;
  readonly Message?: string;
  readonly Item?: AttributeMap;
}

/** Why DynamoDB cancelled a transaction: one reason for each of its items, or null if it gave none. */
function cancellationReasons(error: unknown) {
  const reasons = error instanceof AwsError ? error.fields.CancellationReasons : undefined;
  if (!Array.isArray(reasons)) return null;
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
  return (reasons as readonly CancellationReason[]).map(({ Code, Message, Item }) => ({
    ...(Item && { item: toPlainItem(Item) }),
    type: Code ?? 'None',
    message: Message ?? 'None',
  }));
}
