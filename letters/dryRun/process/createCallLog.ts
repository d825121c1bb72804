import type { Calls, SentMessage } from '../protocol.ts';

/** Notes what one delivery asks of others. */
export interface CallLog {
  sent(message: SentMessage): void;
  hidden(seconds: number): void;
  unanswered(what: string): void;
  /** What was noted, and begins anew. */
  take(): Calls;
}

/** Calls of one delivery that are kept; chosen. The messages that it predicts from are the first ones. */
const MOST_NOTES = 100;

export const createCallLog = (): CallLog => {
  let sent: SentMessage[] = [];
  let hiddenSeconds: number | undefined;
  let unanswered = new Set<string>();
  return {
    sent(message) {
      if (sent.length < MOST_NOTES) sent.push(message);
    },
    hidden(seconds) {
      hiddenSeconds = seconds;
    },
    unanswered(what) {
      if (unanswered.size < MOST_NOTES) unanswered.add(what);
    },
    take() {
      const calls = { sent, hiddenSeconds, unanswered: [...unanswered] };
      sent = [];
      hiddenSeconds = undefined;
      unanswered = new Set();
      return calls;
    },
  };
};
