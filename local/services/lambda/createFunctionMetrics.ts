import { seriesOf } from '../../platform/metrics/seriesOf.ts';
import type { World } from '../../platform/World.ts';

/**
 * What a function tells CloudWatch of its invocations.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export interface FunctionMetrics {
  /** An invocation begins to run. */
  started(): void;
  ended(succeeded: boolean, durationMs: number): void;
  throttled(): void;
  /** An `Event` invocation was accepted. */
  asyncReceived(): void;
  /** An `Event` invocation was given up. */
  asyncDropped(): void;
}

export function createFunctionMetrics(world: World, functionName: string): FunctionMetrics {
  const series = seriesOf(world.metrics, 'AWS/Lambda', { FunctionName: functionName });
  const invocations = series('Invocations');
  const errors = series('Errors');
  const throttles = series('Throttles');
  const duration = series('Duration', 'Milliseconds');
  const concurrent = series('ConcurrentExecutions');
  let running = 0;
  return {
    started() {
      running++;
      concurrent.record(running);
    },
    ended(succeeded, durationMs) {
      running--;
      invocations.record(1);
      // Documented: a metric of invocations is 0 or 1 for each, so that its average is a rate.
      errors.record(succeeded ? 0 : 1);
      throttles.record(0);
      duration.record(durationMs);
    },
    // A throttled request counts neither as an invocation nor as an error (documented).
    throttled: () => throttles.record(1),
    asyncReceived: () => series('AsyncEventsReceived').record(1),
    asyncDropped: () => series('AsyncEventsDropped').record(1),
  };
}
