import { CONNECTION_STATE_CHANGE, ConnectionState } from 'aws-amplify/api';
import { Hub } from 'aws-amplify/utils';
import { useSyncExternalStore } from 'react';
import { beginSubscriptionsAgain } from './graphql.ts';
import { lookForServer } from './reachability.ts';

/** Whether live data arrives. Before the first subscription there is nothing to arrive, and all is well. */
let live = true;
const listeners = new Set<() => void>();

const BROKEN: ReadonlySet<ConnectionState> = new Set([
  ConnectionState.ConnectionDisrupted,
  ConnectionState.ConnectionDisruptedPendingNetwork,
  ConnectionState.ConnectedPendingNetwork,
  // For 65 seconds nothing was heard of a server that says each minute that it is there.
  ConnectionState.ConnectedPendingKeepAlive,
]);

/**
 * Follows what aws-amplify says of its connection until it is stopped. `onCaughtUp` is called whenever a subscription has begun,
 * the first time or again: what happened before is only found by asking.
 *
 * aws-amplify itself tries to connect again 5 seconds after a loss, for some seconds, and then each minute (`RECONNECT_DELAY`
 * and `RECONNECT_INTERVAL` of @aws-amplify/api-graphql 4, which cannot be set). As soon as the server can be reached, all
 * subscriptions begin anew, which makes it connect at once.
 */
export function watchConnection(onCaughtUp: () => void): () => void {
  let stopLooking: (() => void) | undefined;
  const setLive = (now: boolean) => {
    if (now === (stopLooking === undefined)) return;
    stopLooking?.();
    stopLooking = now ? undefined : lookForServer(beginSubscriptionsAgain);
    publish(now);
  };
  const stopListening = Hub.listen('api', ({ payload }) => {
    if (payload.event === 'Subscription ack') onCaughtUp();
    if (payload.event !== CONNECTION_STATE_CHANGE) return;
    // As documented: https://docs.amplify.aws/javascript/build-a-backend/data/subscribe-data/
    const { connectionState } = payload.data as { readonly connectionState: ConnectionState };
    if (BROKEN.has(connectionState)) setLive(false);
    if (connectionState === ConnectionState.Connected) setLive(true);
  });
  return () => {
    stopListening();
    setLive(true);
  };
}

function publish(now: boolean): void {
  live = now;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether what is shown follows what is stored. */
export const useLive = (): boolean => useSyncExternalStore(listen, () => live);
