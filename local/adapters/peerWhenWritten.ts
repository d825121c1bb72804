import { type Journal, noJournal } from '../platform/journal/Journal.ts';
import type { RealtimePeer } from '../services/appsync/realtime/RealtimeConnection.ts';

/** A socket that is told, in order, only what a restart would find again. */
export function peerWhenWritten(
  journal: Journal,
  peer: RealtimePeer,
  failed: (error: unknown) => void,
): RealtimePeer {
  if (journal === noJournal) return peer;
  let last = Promise.resolve();
  const afterwards = (task: () => void) => {
    last = last
      .then(() => journal.written())
      .then(task)
      .catch(failed);
  };
  return {
    send: (text) => afterwards(() => peer.send(text)),
    close: (code, reason) => afterwards(() => peer.close(code, reason)),
  };
}
