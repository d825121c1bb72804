import type { Actions } from '../../../platform/Call.ts';

/** AppSync as its operators call it, not its clients: https://docs.aws.amazon.com/appsync/latest/APIReference/ */
export interface AppSyncManagement {
  /** By name. SDKs reach them by REST. */
  readonly actions: Actions;
  /** Says where clients reach the APIs here: these are the addresses of the first. */
  serveAt(addresses: ApiAddresses): void;
}

export interface ApiAddresses {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
}
