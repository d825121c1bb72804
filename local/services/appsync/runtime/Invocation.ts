import type { Invalidation, SubscriptionFilter } from '../Execution.ts';
import type { ResolverError } from './ResolverError.ts';

/** The request that a handler runs for, as far as the handler can reach it. */
export interface Invocation {
  /** The resolver or function, such as `Query.thing`: the source of its log lines. */
  readonly source: string;
  readonly traceId: string;
  /** The step or request that the handler is part of, as the feed names it. */
  readonly segmentId: string;
  readonly identity: unknown;
  readonly operation: 'query' | 'mutation' | 'subscription';
  /** The error of `util.unauthorized()`. */
  unauthorized(): ResolverError;
  /** `util.appendError`. */
  appendError(error: ResolverError): void;
  addResponseHeader(name: string, value: string): void;
  /** `extensions.setSubscriptionFilter` and `setSubscriptionInvalidationFilter`. */
  setSubscriptionFilter(kind: 'filter' | 'invalidationFilter', filter: SubscriptionFilter): void;
  invalidateSubscriptions(invalidation: Invalidation): void;
}
