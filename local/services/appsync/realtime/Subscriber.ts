import type { Subscription } from '../Subscription.ts';

/** One live subscription and the connection it is fed through. */
export interface Subscriber {
  readonly apiId: string;
  readonly connectionId: string;
  /** The client's own id, unique within its connection. */
  readonly subscriptionId: string;
  readonly subscription: Subscription;
  send(text: string): void;
  /** Tells the client that the subscription is over, and ends the connection. */
  invalidate(): void;
}
