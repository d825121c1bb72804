import { OperatorError } from '../../../platform/errors.ts';
import { parseFilter } from '../execution/parseFilter.ts';
import type { Invocation } from './Invocation.ts';
import { toPlain } from './toPlain.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html */
export const createExtensions = (invocation: () => Invocation) => ({
  setSubscriptionFilter: (filter: unknown) => invocation().setFilter('filter', parseFilter(toPlain(filter))),
  setSubscriptionInvalidationFilter: (filter: unknown) =>
    invocation().setFilter('invalidationFilter', parseFilter(toPlain(filter))),
  invalidateSubscriptions({ subscriptionField, payload }: { subscriptionField: string; payload: object }) {
    invocation().invalidate({ subscriptionField, payload: toPlain(payload) as Record<string, unknown> });
  },
  /** Only an API with a cache has entries to evict, and the local one has none. */
  evictFromApiCache() {
    throw new OperatorError('extensions.evictFromApiCache: API caching is not offered by the local AppSync.');
  },
});
