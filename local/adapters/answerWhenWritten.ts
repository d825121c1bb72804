import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Journal } from '../platform/journal/Journal.ts';

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

/** Tells a client only what a restart would find again: whatever an answer may rest on is in the file. */
export const answerWhenWritten =
  (journal: Journal, handle: Handle): Handle =>
  async (request) => {
    const answer = await handle(request);
    await journal.written();
    return answer;
  };
