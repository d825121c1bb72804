import { seriesOf } from '../../platform/metrics/seriesOf.ts';
import type { World } from '../../platform/World.ts';

/**
 * What a pipe tells CloudWatch of an execution, which is one batch. Failures are 0 where there were none (documented).
 * There is no metric for how far a pipe is behind its source.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html
 */
export type PipeMetrics = (execution: PipeExecution) => void;

export interface PipeExecution {
  readonly events: number;
  readonly failed: number;
  readonly durationMs: number;
}

export function createPipeMetrics({ metrics }: World, PipeName: string): PipeMetrics {
  const series = seriesOf(metrics, 'AWS/EventBridge/Pipes', { PipeName });
  const invocations = series('Invocations');
  const eventCount = series('EventCount');
  const executionFailed = series('ExecutionFailed');
  const executionPartiallyFailed = series('ExecutionPartiallyFailed');
  const targetStageFailed = series('TargetStageFailed');
  const targetStagePartiallyFailed = series('TargetStagePartiallyFailed');
  const duration = series('Duration', 'Milliseconds');
  const targetStageDuration = series('TargetStageDuration', 'Milliseconds');
  return ({ events, failed, durationMs }) => {
    const whole = failed === events ? 1 : 0;
    const partial = failed > 0 && failed < events ? 1 : 0;
    invocations.record(1);
    eventCount.record(events);
    executionFailed.record(whole);
    targetStageFailed.record(whole);
    executionPartiallyFailed.record(partial);
    targetStagePartiallyFailed.record(partial);
    duration.record(durationMs);
    targetStageDuration.record(durationMs);
  };
}
