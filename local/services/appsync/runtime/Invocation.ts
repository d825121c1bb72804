import type { Invalidation, SubscriptionFilter } from '../Execution.ts';
import type { ResolverError } from './ResolverError.ts';

/** What a running handler can reach of the request it runs for. */
export interface Invocation {
  /** Whose handler it is, such as `Query.thing` or a function's name: the source of its log lines. */
  readonly source: string;
  readonly traceId: string;
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
