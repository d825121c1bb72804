import type { Credentials } from '../users/Credentials.ts';
import type { OperationRequest } from './OperationRequest.ts';
import { newSubscriptionId, type Refusal, subscribe, type SubscriptionUrls } from './subscribe.ts';

/** What became of an attempt to start a subscription. */
export type Opening = { readonly isUnauthorized: boolean } & (
  | { readonly outcome: 'started' | 'lost' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal | undefined }
);

/** What happens to a subscription that has started. */
export interface StartedListener {
  event(payload: unknown, subscriptionId: string): void;
  ended(refusal: Refusal | undefined): void;
  lost(): void;
}

export interface OpenedSubscription {
  readonly opening: Promise<Opening>;
  readonly close: () => void;
}

/** Starts a subscription; how that went can be awaited. */
export function openSubscription(
  urls: SubscriptionUrls,
  request: OperationRequest,
  credentials: Credentials,
  listener: StartedListener,
): OpenedSubscription {
  const id = newSubscriptionId();
  const { promise, resolve } = Promise.withResolvers<Opening>();
  let isStarted = false;
  const close = subscribe(urls, id, request, credentials, {
    started() {
      isStarted = true;
      resolve({ outcome: 'started', isUnauthorized: false });
    },
    event: (payload) => listener.event(payload, id),
    ended(refusal) {
      if (isStarted) listener.ended(refusal);
      else resolve({ outcome: 'refused', refusal, isUnauthorized: refusal?.isUnauthorized ?? false });
    },
    lost() {
      if (isStarted) listener.lost();
      else resolve({ outcome: 'lost', isUnauthorized: false });
    },
  });
  return { opening: promise, close };
}
