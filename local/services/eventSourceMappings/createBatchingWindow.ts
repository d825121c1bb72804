import type { Clock, Timer } from '../../platform/Clock.ts';

/** The time a batch may wait to be filled: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching */
export interface BatchingWindow {
  /** Whether a batch that is not full has to wait longer; the first such question opens the window. */
  holdsBack(): boolean;
  /** To be called when the batch goes out. */
  close(): void;
}

/** @param over called when the window's time is over */
export function createBatchingWindow(clock: Clock, lengthMs: number, over: () => void): BatchingWindow {
  let timer: Timer | undefined;
  let isOver = false;
  return {
    holdsBack() {
      if (lengthMs === 0 || isOver) return false;
      timer ??= clock.schedule(lengthMs, () => {
        isOver = true;
        over();
      });
      return true;
    },
    close() {
      timer?.cancel();
      timer = undefined;
      isOver = false;
    },
  };
}
