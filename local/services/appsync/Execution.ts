import type { Api } from './Api.ts';
import type { Caller, GraphqlError, GraphqlRequest, GraphqlResult } from './GraphqlRequest.ts';
import type { Invalidation, Publication, Subscription } from './Subscription.ts';

/** Runs operations; knows resolvers and data sources, and nothing of sockets or credentials. */
export interface Execution {
  /** Queries and mutations. Request-level refusals (400) throw `AwsError`; everything else is in the result. */
  execute(api: Api, request: GraphqlRequest): Promise<GraphqlResult>;
  /** A subscription's `start`: the subscription, or the errors of an `error` frame. */
  subscribe(
    api: Api,
    request: GraphqlRequest,
  ): Promise<Subscription | { readonly errors: readonly GraphqlError[] }>;
}

export interface ExecutionHooks {
  /** Asked for each selected field. False becomes `Unauthorized`. */
  isAuthorized(api: Api, caller: Caller, typeName: string, fieldName: string): boolean;
  published(api: Api, publication: Publication): void;
  invalidated(api: Api, invalidation: Invalidation): void;
}
