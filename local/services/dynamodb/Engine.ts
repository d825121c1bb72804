import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Expiry } from './createExpiry.ts';
import type { Store } from './createStore.ts';
import type { TableStreams } from './streams/createTableStreams.ts';
import type { ClientTokens } from './transactions/createClientTokens.ts';

/** What the API actions work on. */
export interface Engine {
  readonly world: World;
  readonly store: Store;
  readonly streams: TableStreams;
  readonly expiry: Expiry;
  readonly tokens: ClientTokens;
}

/** An API action: runs to its end in one turn, so no two ever see each other half done. */
export type Operation = (engine: Engine, input: any, call: Call) => object;
