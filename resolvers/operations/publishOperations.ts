import { runtime, util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { operationsWatchKey } from '../../model/operations/keys.ts';
import type { MutationPublishOperationsArgs } from '../../model/schema.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { type CountedOperations, readFigures, withCost } from './shared/figures.ts';

type Watched = Context<
  MutationPublishOperationsArgs,
  { isWatched?: boolean },
  undefined,
  undefined,
  { readonly watchedUntil: number } | null
>;

/** Publishes the figures that it is given; otherwise finds out whether anybody looks still. */
export const watched = {
  request(ctx: Watched) {
    const { figures } = ctx.args;
    if (figures !== null && figures !== undefined) runtime.earlyReturn(given(figures), { skipTo: 'END' });
    return get({ key: operationsWatchKey });
  },

  response(ctx: Watched) {
    if (ctx.error) throwDataSourceError(ctx.error);
    ctx.stash.isWatched = (ctx.result?.watchedUntil ?? 0) > util.time.nowEpochSeconds();
    return {};
  },
};

/** Only our own backend may call this: what its figures lack, the schema refuses. */
function given(figures: unknown) {
  // AppSync hands AWSJSON over parsed; typed by who calls this.
  const { usage, seconds } = figures as Partial<CountedOperations>;
  if (!usage || !seconds)
    throwError('InvalidArgument', 'figures must have usage and seconds', { argument: 'figures' });
  // What is not there, the schema misses.
  return withCost(figures as CountedOperations);
}

type Read = Context<
  MutationPublishOperationsArgs,
  { isWatched?: boolean },
  undefined,
  undefined,
  CountedOperations
>;

/** Reads the last whole minute. Where nobody looks any more, it is the last one for now. */
export const read = {
  request(ctx: Read) {
    return readFigures({ minutes: 1, isComplete: true, publishes: ctx.stash.isWatched === true });
  },

  response(ctx: Read) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return withCost(ctx.result);
  },
};
