import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { TableMetrics } from './createTableMetrics.ts';
import type { Expiry } from './createExpiry.ts';
import type { Store } from './createStore.ts';
import type { TableStreams } from './streams/createTableStreams.ts';
import type { ClientTokens } from './transactions/createClientTokens.ts';
import type { OngoingTransactions } from './transactions/createOngoingTransactions.ts';

/** What the API actions work on. */
export interface Engine {
  readonly world: World;
  readonly store: Store;
  readonly streams: TableStreams;
  readonly expiry: Expiry;
  readonly tokens: ClientTokens;
  readonly ongoing: OngoingTransactions;
  readonly metrics: TableMetrics;
}

/**
 * An API action. It runs to its end in one turn, so none ever sees another half done: a transaction that takes time
 * writes all of its items in the last one.
 * `Input` names the parameters that it reads before `validate` has checked them, or without.
 */
export type Operation<Input = object> = (
  engine: Engine,
  input: Input,
  call: Call,
) => object | Promise<object>;
