import { CONNECTION_STATE_CHANGE, ConnectionState } from 'aws-amplify/api';
import { Hub } from 'aws-amplify/utils';
import { useSyncExternalStore } from 'react';

/** Whether live data arrives. Before the first subscription there is nothing to arrive, and all is well. */
let live = true;
const listeners = new Set<() => void>();

const BROKEN: ReadonlySet<ConnectionState> = new Set([
  ConnectionState.ConnectionDisrupted,
  ConnectionState.ConnectionDisruptedPendingNetwork,
  ConnectionState.ConnectedPendingNetwork,
]);

/**
 * Follows what aws-amplify says of its connection. `onCaughtUp` is called whenever a subscription has begun, the first time or
 * again: what happened before is only found by asking.
 */
export function watchConnection(onCaughtUp: () => void): () => void {
  return Hub.listen('api', ({ payload }) => {
    if (payload.event === 'Subscription ack') onCaughtUp();
    if (payload.event !== CONNECTION_STATE_CHANGE) return;
    // As documented: https://docs.amplify.aws/javascript/build-a-backend/data/subscribe-data/
    const { connectionState } = payload.data as { readonly connectionState: ConnectionState };
    if (BROKEN.has(connectionState)) setLive(false);
    if (connectionState === ConnectionState.Connected) setLive(true);
  });
}

function setLive(now: boolean): void {
  if (live === now) return;
  live = now;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether what is shown follows what is stored. */
export const useLive = (): boolean => useSyncExternalStore(listen, () => live);
