import type { Api } from './Api.ts';
import type { Caller, GraphqlError, GraphqlRequest, GraphqlResult } from './GraphqlRequest.ts';

/** Executes operations with resolvers and data sources; sockets and credentials are not its concern. */
export interface Execution {
  /** Executes a query or mutation. Throws `AwsError` for a refused request (400); other errors are in the result. */
  execute(api: Api, request: GraphqlRequest): Promise<GraphqlResult>;
  /** Handles a subscription's `start`: returns the subscription, or the errors of an `error` frame. */
  subscribe(
    api: Api,
    request: GraphqlRequest,
  ): Promise<Subscription | { readonly errors: readonly GraphqlError[] }>;
}

export interface ExecutionHooks {
  /** Called for each selected field. False becomes the error `Unauthorized`. */
  isAuthorized(api: Api, caller: Caller, typeName: string, fieldName: string): boolean;
  /**
   * Asks a role's policies for the root fields of an operation, before any is resolved; undefined where there is nothing to ask.
   * @default nothing is asked
   */
  authorizeRoot?(
    api: Api,
    request: Pick<GraphqlRequest, 'caller' | 'traceId'>,
    typeName: string,
    fieldNames: readonly string[],
  ): Promise<void> | undefined;
  published(api: Api, publication: Publication): void;
  invalidated(api: Api, invalidation: Invalidation): void;
}

/** The outcome of `start`: a validated, authorized subscription that can receive publications. */
export interface Subscription {
  /** The field on `Subscription`. */
  readonly field: string;
  /** Names of the mutations in its `@aws_subscribe`. */
  readonly mutations: readonly string[];
  /** The arguments that the client supplied. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Set by `extensions.setSubscriptionFilter`; replaces filtering by arguments. */
  readonly filter?: SubscriptionFilter;
  /** Set by `extensions.setSubscriptionInvalidationFilter`. */
  readonly invalidationFilter?: SubscriptionFilter;
  /** Subscriptions of the same shape complete a published object to the same result. */
  readonly shape: object;
  /**
   * Completes a published object against the subscriber's own selection set. Returns undefined as soon as the
   * result is certain to be larger than `maxBytes` as JSON; it may return a result that is larger.
   */
  complete(published: Readonly<Record<string, unknown>>, maxBytes: number): GraphqlResult | undefined;
  /** The same subscription to a changed version of its API, or the errors that its document has there. Its resolver is not run again. */
  renew(api: Api): Promise<Subscription | { readonly errors: readonly GraphqlError[] }>;
}

/** Filters of one group are AND-ed, groups are OR-ed. */
export interface SubscriptionFilter {
  readonly filterGroup: readonly { readonly filters: readonly FieldFilter[] }[];
}

export interface FieldFilter {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

/** The result of a completed mutation field, restricted to the mutation's own selection set. */
export interface Publication {
  readonly mutation: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly traceId: string;
  /** The request that published it, as the feed names it. @default not known */
  readonly parentId?: string;
}

/** `extensions.invalidateSubscriptions` was called. */
export interface Invalidation {
  readonly subscriptionField: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
