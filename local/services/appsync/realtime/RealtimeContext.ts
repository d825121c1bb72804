import type { World } from '../../../platform/World.ts';
import type { Authenticate } from '../auth/createAuthenticator.ts';
import type { Execution } from '../Execution.ts';
import type { Registry } from './createRegistry.ts';

/** What every connection stands on. */
export interface RealtimeContext {
  readonly world: World;
  readonly authenticate: Authenticate;
  readonly execution: Execution;
  readonly registry: Registry;
}
