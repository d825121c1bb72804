import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { type Journal, noJournal } from '../platform/journal/Journal.ts';
import type { RealtimePeer } from '../services/appsync/realtime/RealtimeConnection.ts';

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

/** Answers a client only once every change that the answer may depend on is in the journal, so that it survives a restart. */
export const answerWhenWritten =
  (journal: Journal, handle: Handle): Handle =>
  async (request) => {
    const answer = await handle(request);
    await journal.written();
    return answer;
  };

/** Sends to a socket, in order, only what survives a restart. */
export function peerWhenWritten(
  journal: Journal,
  peer: RealtimePeer,
  onError: (error: unknown) => void,
): RealtimePeer {
  if (journal === noJournal) return peer;
  let last = Promise.resolve();
  const afterwards = (task: () => void) => {
    last = last
      .then(() => journal.written())
      .then(task)
      .catch(onError);
  };
  return {
    send: (text) => afterwards(() => peer.send(text)),
    close: (code, reason) => afterwards(() => peer.close(code, reason)),
  };
}
