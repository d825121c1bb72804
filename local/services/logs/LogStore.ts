import { arnOf } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { LogGroup } from './createLogGroup.ts';

/** What the actions read. */
export interface LogStore {
  readonly world: World;
  readonly groups: ReadonlyMap<string, LogGroup>;
  /** Throws `ResourceNotFoundException`. */
  group(name: string): LogGroup;
}

/** Without the `:*` that policies' resources end in. */
export const groupArn = (account: World['account'], name: string) =>
  arnOf(account, 'logs', `log-group:${name}`);
