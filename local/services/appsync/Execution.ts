import type { Api } from './Api.ts';
import type { Caller, GraphqlError, GraphqlRequest, GraphqlResult } from './GraphqlRequest.ts';

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

/** What `start` established: a validated, authorized subscription, ready to be fed. */
export interface Subscription {
  /** The field on `Subscription`. */
  readonly field: string;
  /** Names of the mutations in its `@aws_subscribe`. */
  readonly mutations: readonly string[];
  /** Arguments actually supplied. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Set by `extensions.setSubscriptionFilter`; replaces filtering by arguments. */
  readonly filter?: SubscriptionFilter;
  /** Set by `extensions.setSubscriptionInvalidationFilter`. */
  readonly invalidationFilter?: SubscriptionFilter;
  /** Completes a published object against the subscriber's own selection set. */
  complete(published: Readonly<Record<string, unknown>>): GraphqlResult;
}

/** Filters of one element are AND-ed, elements are OR-ed. */
export interface SubscriptionFilter {
  readonly filterGroup: readonly { readonly filters: readonly FieldFilter[] }[];
}

export interface FieldFilter {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

/** A mutation field completed: its result, restricted to the mutation's own selection set. */
export interface Publication {
  readonly mutation: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly traceId: string;
}

/** `extensions.invalidateSubscriptions` was called. */
export interface Invalidation {
  readonly subscriptionField: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
