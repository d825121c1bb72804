import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { allStoresKey, storeKey, storePartition } from '../../../model/catalog/keys.ts';
import type { StoreEvent } from '../../../model/catalog/events.ts';
import { evolveStore, type StoreState } from '../../../model/catalog/states.ts';
import type { Store } from '../../../model/schema.ts';
import { entityMetadata } from '../../../model/table.ts';
import { checkId } from '../../platform/arguments.ts';
import { transactWriteItems, type TransactionResult } from '../../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../../platform/errors.ts';
import { checkWritten, evolved, writesOf } from './streams.ts';

/** What the steps of a command leave for each other. */
interface Stash {
  /** As it was read, and then as it was changed. */
  store: StoreState;
}

interface StoreArgs {
  storeId: string;
  expectedVersion: number;
}

/** A step of a command to a store; `Result` is what its data source answers. */
export type StoreStep<Args = StoreArgs, Result = unknown> = Context<
  Args,
  Stash,
  undefined,
  undefined,
  Result
>;

export type Written = TransactionResult<{ version: number }>;

/** A store as the API answers it. */
export const storeOf = (store: StoreState): Store => ({
  id: store.storeId,
  name: store.name,
  location: store.location,
  participating: store.participating,
  version: store.version,
  createdOn: store.createdOn,
  updatedOn: store.updatedOn,
});

/** Reads the store of a command. What it decides on is a condition of its write. */
export const readStore = {
  request(ctx: StoreStep) {
    return get({ key: storeKey(checkId(ctx.args.storeId, 'storeId')), consistentRead: true });
  },

  response(ctx: StoreStep<StoreArgs, StoreState | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { storeId } = ctx.args;
    ctx.stash.store = ctx.result ?? throwError('NotFound', 'There is no such store', { storeId });
    return {};
  },
};

/** Writes a store's next event and what follows from it, in one transaction. */
export function writeStore(ctx: StoreStep<unknown>, before: StoreState | undefined, event: StoreEvent) {
  const state = evolved(evolveStore(before, event));
  const { storeId } = state;
  ctx.stash.store = state;
  const row = {
    storeId,
    name: state.name,
    location: state.location,
    participating: state.participating,
    version: state.version,
    createdOn: state.createdOn,
    updatedOn: state.updatedOn,
  };
  return transactWriteItems(
    ctx,
    writesOf(
      ctx,
      storeKey(storeId),
      { event, state: row },
      {
        ...row,
        gsi1pk: allStoresKey,
        gsi1sk: storePartition(storeId),
        ...entityMetadata('Store'),
      },
    ),
  );
}

/** Returns the store as it was changed. Throws where it was not. */
export function writtenStore(ctx: StoreStep<unknown, Written>): Store {
  checkWritten(ctx);
  return storeOf(ctx.stash.store);
}
