import type { ApiMetrics } from '../createApiMetrics.ts';
import type { Subscription } from '../Execution.ts';
import type { FrameError } from './protocol.ts';

/** One live subscription and the connection that its publications go to. */
export interface Subscriber {
  readonly apiId: string;
  readonly connectionId: string;
  /** The client's own id, unique within its connection. */
  readonly subscriptionId: string;
  /** Replaced when its API is. */
  subscription: Subscription;
  readonly metrics: ApiMetrics;
  /** How much was sent to it. */
  delivered: number;
  send(text: string): void;
  /** Tells the client that the subscription is over, and closes the connection. */
  invalidate(): void;
  /** Ends it with errors; the connection and its other subscriptions stay. */
  refuse(errors: readonly FrameError[]): void;
  /** False once it was stopped or its connection has ended. */
  isLive(): boolean;
  /** Closes the connection, because more was published than can be sent. */
  overflow(): void;
  /** Frees what the subscription holds. To be called once it is over. */
  release(): void;
}

/** Finds live subscriptions by mutation and by field. */
export interface Registry {
  add(subscriber: Subscriber): void;
  remove(subscriber: Subscriber): void;
  /** Finds the subscriber by another subscription from now on, the same one of another version of its API. */
  replace(subscriber: Subscriber, subscription: Subscription): void;
  /** In the order in which they started. */
  ofMutation(apiId: string, mutation: string): Iterable<Subscriber>;
  ofField(apiId: string, field: string): Iterable<Subscriber>;
  ofApi(apiId: string): readonly Subscriber[];
}

export function createRegistry(): Registry {
  const byMutation = new Map<string, Set<Subscriber>>();
  const byField = new Map<string, Set<Subscriber>>();
  const byApi = new Map<string, Set<Subscriber>>();
  const keysOf = ({ apiId, subscription }: Subscriber) =>
    subscription.mutations.map((name) => keyOf(apiId, name));

  const index = (subscriber: Subscriber) => {
    for (const key of keysOf(subscriber)) insert(byMutation, key, subscriber);
    insert(byField, keyOf(subscriber.apiId, subscriber.subscription.field), subscriber);
  };
  const leave = (subscriber: Subscriber) => {
    for (const key of keysOf(subscriber)) discard(byMutation, key, subscriber);
    discard(byField, keyOf(subscriber.apiId, subscriber.subscription.field), subscriber);
  };

  return {
    add(subscriber) {
      subscriber.metrics.subscribed('Success');
      insert(byApi, subscriber.apiId, subscriber);
      index(subscriber);
    },
    remove(subscriber) {
      subscriber.metrics.unsubscribed();
      discard(byApi, subscriber.apiId, subscriber);
      leave(subscriber);
    },
    replace(subscriber, subscription) {
      leave(subscriber);
      subscriber.subscription = subscription;
      index(subscriber);
    },
    ofMutation: (apiId, mutation) => byMutation.get(keyOf(apiId, mutation)) ?? [],
    // Copies, because a subscriber that is invalidated or refused leaves the set during the iteration.
    ofField: (apiId, field) => [...(byField.get(keyOf(apiId, field)) ?? [])],
    ofApi: (apiId) => [...(byApi.get(apiId) ?? [])],
  };
}

const keyOf = (apiId: string, name: string) => `${apiId} ${name}`;

function insert(index: Map<string, Set<Subscriber>>, key: string, subscriber: Subscriber) {
  const entries = index.get(key) ?? new Set();
  index.set(key, entries.add(subscriber));
}

function discard(index: Map<string, Set<Subscriber>>, key: string, subscriber: Subscriber) {
  const entries = index.get(key);
  entries?.delete(subscriber);
  if (entries?.size === 0) index.delete(key);
}
