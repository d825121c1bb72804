import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { type Journal, noJournal } from '../platform/journal/Journal.ts';
import type { RealtimePeer } from '../services/appsync/realtime/RealtimeConnection.ts';

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

/** Answers a client only once everything that the answer may rest on is in the file, so that a restart finds it again. */
export const answerWhenWritten =
  (journal: Journal, handle: Handle): Handle =>
  async (request) => {
    const answer = await handle(request);
    await journal.written();
    return answer;
  };

/** Sends a socket, in order, only what a restart would find again. */
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
