import { performance } from 'node:perf_hooks';

/** Chosen: whoever uses the cloud rests no longer than this between two requests. */
export const QUIET_MS = 3000;

/** Chosen: what the cloud's own timers need is far below, and a single client far above. */
const MOST_UTILIZATION = 0.1;

/** The part of the time since the last call, or since the process began, in which this thread had work, between 0 and 1. */
type MeasureUtilization = () => number;

/**
 * Calls `work` once this thread has had next to nothing to do for `QUIET_MS`: what is only good for later does not slow down
 * whoever uses the cloud now. The function it returns cancels that.
 */
export function onceQuiet(
  work: () => void,
  measureUtilization: MeasureUtilization = eventLoopUtilizations(),
): () => void {
  const check = () => {
    if (measureUtilization() <= MOST_UTILIZATION) work();
    else timer = setTimeout(check, QUIET_MS).unref();
  };
  let timer = setTimeout(check, QUIET_MS).unref();
  return () => clearTimeout(timer);
}

/** https://nodejs.org/api/perf_hooks.html#performanceeventlooputilizationutilization1-utilization2 */
function eventLoopUtilizations(): MeasureUtilization {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
