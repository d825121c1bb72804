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
  let waiting: (() => void)[] = [];
  let waitingBytes = 0;
  let sending = false;

  // Everything that was sent before one write of the journal goes out after it, so a busy journal delays nothing twice.
  const sendWaiting = async () => {
    sending = true;
    try {
      while (waiting.length > 0) {
        const tasks = waiting;
        const bytes = waitingBytes;
        waiting = [];
        await journal.written();
        waitingBytes -= bytes;
        for (const task of tasks) task();
      }
    } catch (error) {
      onError(error);
      waiting = [];
      waitingBytes = 0;
    }
    sending = false;
  };

  const afterwards = (bytes: number, task: () => void) => {
    waitingBytes += bytes;
    waiting.push(task);
    if (!sending) void sendWaiting();
  };
  return {
    send: (text) => afterwards(text.length, () => peer.send(text)),
    close: (code, reason) => afterwards(0, () => peer.close(code, reason)),
    terminate: peer.terminate,
    bufferedBytes: () => waitingBytes + peer.bufferedBytes(),
    drainedBytes: peer.drainedBytes,
  };
}
