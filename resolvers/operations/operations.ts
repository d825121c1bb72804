import { util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { operationsWatchKey } from '../../model/operations/keys.ts';
import type { QueryOperationsArgs } from '../../model/schema.ts';
import { checkNumber } from '../platform/arguments.ts';
import { anyRow, putItem } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { checkOperator } from './shared/operators.ts';
import { type CountedOperations, readFigures, withCost } from './shared/figures.ts';

type Step = Context<QueryOperationsArgs, { minutes?: number }, undefined, undefined, CountedOperations>;

/** Minutes of the figures; 180 of some 400 metrics are within what one request to CloudWatch may answer. */
const MINUTES = { usual: 60, most: 180 };

/** How long figures are published after somebody asked for them. Chosen: reading them is paid for. */
const WATCHED_SECONDS = 900;

/** Notes that somebody looks. */
export const watch = {
  request(ctx: Step): DynamoDBPutItemRequest {
    checkOperator(ctx);
    ctx.stash.minutes = checkNumber(ctx.args.minutes ?? MINUTES.usual, 'minutes', 1, MINUTES.most);
    const watchedUntil = util.time.nowEpochSeconds() + WATCHED_SECONDS;
    return putItem(operationsWatchKey, { watchedUntil, ttl: watchedUntil }, anyRow);
  },

  response(ctx: Step) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return {};
  },
};

export const read = {
  request(ctx: Step) {
    return readFigures({ minutes: ctx.stash.minutes ?? MINUTES.usual, isComplete: false, publishes: true });
  },

  response(ctx: Step) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return withCost(ctx.result);
  },
};
