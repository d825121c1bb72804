import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { plainItem, toAttributeMap } from './attributeValues.ts';
import { cancellationReasons } from './cancellationReasons.ts';
import { expressionAttributes } from './expressions.ts';
import { answering } from './failure.ts';
import type { Operation } from './Operation.ts';
import { expression, typedMap } from './shapes.ts';

const condition = expression.extend({ returnValuesOnConditionCheckFailure: z.boolean().nullish() });
const common = { table: z.string(), key: typedMap };

const Entry = z.discriminatedUnion('operation', [
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

const Request = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  transactItems: z.array(Entry),
});

/** All or nothing; the result lists the keys written, or why it was cancelled. */
export const transactWriteItems: Operation = async (request, { send, random }) => {
  const { transactItems } = parseRequest(Request, request);
  return answering(
    random,
    async () => {
      await send('TransactWriteItems', { TransactItems: transactItems.map(toTransactItem) });
      return {
        keys: transactItems.map(({ key }) => plainItem(toAttributeMap(key))),
        cancellationReasons: null,
      };
    },
    (error) => ({ keys: null, cancellationReasons: cancellationReasons(error) }),
  );
};

function toTransactItem(entry: z.output<typeof Entry>) {
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
