import type { Trace, TraceNode } from '../../traces/Trace.ts';

/** Chosen: a step of a request takes some ten milliseconds, and a page that shows it need not be faster than the eye. */
export const SHORTEST_WAIT_MS = 250;
/** Chosen: whoever waits for a message that is tried again sees it soon enough. */
export const LONGEST_WAIT_MS = 5000;
/** Chosen: what comes of a request by itself follows within milliseconds. */
export const QUIET_MS = 10_000;
/** Chosen: most queues show a message again within it. */
export const QUIET_WITH_MESSAGES_MS = 180_000;

export interface Following {
  /** Returns what is known of the request by now. Throws where nobody answers. */
  load(): Promise<Trace | undefined>;
  wait(ms: number): Promise<void>;
  show(trace: Trace): void;
  fail(error: unknown): void;
  readonly signal: AbortSignal;
}

/**
 * Asks for a request's path while it goes on: often while much happens, then less and less, until nothing has happened for
 * some time.
 */
export async function followTrace({ load, wait, show, fail, signal }: Following): Promise<void> {
  let known = '';
  let longestQuietMs = QUIET_MS;
  let quietMs = 0;
  let waitMs = SHORTEST_WAIT_MS;
  while (!signal.aborted && quietMs < longestQuietMs) {
    try {
      const trace = await load();
      const text = JSON.stringify(trace);
      if (trace && text !== known && !signal.aborted) {
        known = text;
        quietMs = 0;
        waitMs = SHORTEST_WAIT_MS;
        if (trace.nodes.some(hasMessage)) longestQuietMs = QUIET_WITH_MESSAGES_MS;
        show(trace);
      }
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
    await wait(waitMs);
    quietMs += waitMs;
    waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS);
  }
}

const hasMessage = ({ kind, children }: TraceNode): boolean =>
  kind === 'message' || children.some(hasMessage);
