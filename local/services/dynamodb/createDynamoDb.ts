import type { World } from '../../platform/World.ts';
import { operations } from './actions/operations.ts';
import { createActions } from './createActions.ts';
import type { DynamoDb } from './DynamoDb.ts';
import type { Engine } from './Engine.ts';
import { createExpiry } from './expiry/createExpiry.ts';
import { createStore } from './storage/createStore.ts';
import { restore } from './storage/restore.ts';
import type { Journal } from './storage/Store.ts';
import { tablesIn } from './storage/tablesIn.ts';
import { streamOperations } from './streamActions/streamOperations.ts';
import { createTableStreams } from './streams/createTableStreams.ts';
import { createClientTokens } from './transactions/createClientTokens.ts';
import { commit } from './writes/commit.ts';

export interface DynamoDbOptions {
  /** Where tables and items are found again after a restart. @default the world's journal */
  readonly journal?: Journal;
  /**
   * Expired items are deleted at every full multiple of this many milliseconds; until then they can
   * still be read. @default 60000
   */
  readonly sweepMs?: number;
}

/** DynamoDB in memory: each action runs to its end in one turn, so all of them are atomic. */
export function createDynamoDb(
  world: World,
  { journal = tablesIn(world.journal), sweepMs = 60_000 }: DynamoDbOptions = {},
): DynamoDb {
  const store = createStore(journal);
  const engine: Engine = {
    world,
    store,
    streams: createTableStreams(world),
    expiry: createExpiry(world, store, sweepMs, (writes, how) => void commit(engine, writes, how)),
    tokens: createClientTokens(world),
  };
  restore(engine, journal);
  return {
    actions: createActions(engine, operations),
    streamActions: createActions(engine, streamOperations),
    streams: engine.streams,
    close: () => world.activity.run(async () => engine.expiry.stop()),
  };
}
