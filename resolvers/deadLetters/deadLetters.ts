import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import {
  allDeadLettersKey,
  deadLetterSortPrefix,
  queueDeadLettersKey,
} from '../../model/deadLetters/letterKeys.ts';
import type { DeadLetterFilter, QueryDeadLettersArgs } from '../../model/schema.ts';
import { pageOf, pageResult, type Page } from '../platform/dynamodb.ts';
import { checkAdmin } from './shared/admins.ts';
import { conditionsOf, diedBetween, type Attribute } from './shared/filters.ts';
import { checkQueueName, letterResult, type DeadLetterRow } from './shared/letters.ts';

type Step = Context<QueryDeadLettersArgs, object, undefined, undefined, Page<DeadLetterRow>>;

/** A page of the letters that lie in one queue, or in all, by the instant of their death. */
export function request(ctx: Step): DynamoDBQueryRequest {
  checkAdmin(ctx);
  const { queue, filter, pagination } = ctx.args;
  const [index, partition] =
    queue === null || queue === undefined
      ? ['gsi1', allDeadLettersKey]
      : ['gsi2', queueDeadLettersKey(checkQueueName(queue, 'queue'))];
  const conditions = conditionsOf(filter, 'filter');
  return {
    operation: 'Query',
    index,
    query: {
      expression: `${index}pk = :partition AND ${index}sk BETWEEN :from AND :to`,
      expressionValues: util.dynamodb.toMapValues({ ':partition': partition, ...sortRange(filter) }),
    },
    ...(conditions.length > 0 ? { filter: filterOf(conditions) } : {}),
    ...pageOf(pagination),
  };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((row) => letterResult(row)), nextToken };
}

/** Sorts behind every instant. */
const LAST = '~';

const sortRange = (filter: DeadLetterFilter | null | undefined) => {
  const { from, before } = diedBetween(filter, 'filter');
  return {
    ':from': `${deadLetterSortPrefix}${from ?? ''}`,
    // An id follows the instant: the bare instant sorts before those that died at it.
    ':to': `${deadLetterSortPrefix}${before ?? LAST}`,
  };
};

const filterOf = (conditions: Attribute[]) => ({
  expression: conditions.map(({ name }) => `#${name} = :${name}`).join(' AND '),
  expressionNames: conditions.reduce((all, { name }) => ({ ...all, [`#${name}`]: name }), {}),
  expressionValues: util.dynamodb.toMapValues(
    conditions.reduce((all, { name, value }) => ({ ...all, [`:${name}`]: value }), {}),
  ),
});
