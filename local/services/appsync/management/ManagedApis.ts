import type { Account } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import type { StagedApis } from '../AppSync.ts';
import type { ApiAddresses } from './AppSyncManagement.ts';

/** What the actions read and change. */
export interface ManagedApis {
  readonly account: Account;
  all(): readonly Api[];
  /** Throws `NotFoundException`. */
  find(apiId: string): Api;
  /** Undefined until the APIs are served. */
  addressesOf(api: Api): ApiAddresses | undefined;
  stage(): StagedApis;
}
