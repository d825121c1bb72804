import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import {
  allDeadLettersKey,
  deadLetterSortPrefix,
  queueDeadLettersKey,
} from '../../model/deadLetters/letterKeys.ts';
import type { DeadLetterFilter, QueryDeadLettersArgs } from '../../model/schema.ts';
import { checkId, checkText, instantOf } from '../platform/arguments.ts';
import { pageOf, pageResult, type Page } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import { checkAdmin } from './shared/admins.ts';
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
  const conditions = conditionsOf(filter);
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
  const { diedFrom, diedBefore } = filter ?? {};
  const from = diedFrom ? instantOf(diedFrom, 'filter.diedFrom') : '';
  // An id follows the instant: the bare instant sorts before those that died at it.
  const to = diedBefore ? instantOf(diedBefore, 'filter.diedBefore') : LAST;
  if (to < from)
    throwError('InvalidArgument', 'filter.diedBefore must not be before filter.diedFrom', {
      argument: 'filter.diedBefore',
    });
  return { ':from': `${deadLetterSortPrefix}${from}`, ':to': `${deadLetterSortPrefix}${to}` };
};

const MAX_TEXT = 100;

interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** Attributes that letters must have, with their values. */
const conditionsOf = (filter: DeadLetterFilter | null | undefined): Attribute[] => {
  const { errorCode, deathClass, failingStep, entityType, entityId } = filter ?? {};
  return [
    ...conditionOn('errorCode', textOf(errorCode, 'filter.errorCode')),
    ...conditionOn('deathClass', deathClass),
    ...conditionOn('failingStep', textOf(failingStep, 'filter.failingStep')),
    ...conditionOn('entityType', textOf(entityType, 'filter.entityType')),
    ...conditionOn(
      'entityId',
      entityId === null || entityId === undefined ? null : checkId(entityId, 'filter.entityId'),
    ),
  ];
};

const textOf = (value: string | null | undefined, argument: string) =>
  value === null || value === undefined ? null : checkText(value, argument, MAX_TEXT);

const conditionOn = (name: string, value: string | null | undefined): Attribute[] =>
  value === null || value === undefined ? [] : [{ name, value }];

const filterOf = (conditions: Attribute[]) => ({
  expression: conditions.map(({ name }) => `#${name} = :${name}`).join(' AND '),
  expressionNames: conditions.reduce((all, { name }) => ({ ...all, [`#${name}`]: name }), {}),
  expressionValues: util.dynamodb.toMapValues(
    conditions.reduce((all, { name, value }) => ({ ...all, [`:${name}`]: value }), {}),
  ),
});
