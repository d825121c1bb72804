import type { World } from '../../../platform/World.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import type { FieldExecution, StepExecution } from './createContext.ts';

/** Runs a step, and publishes a record of it when it ends. */
export type RecordStep = <Result>(
  execution: FieldExecution,
  source: string,
  dataSource: string,
  work: (step: StepExecution) => Promise<Result>,
) => Promise<Result>;

export const createStepRecorder =
  ({ clock, feed }: World): RecordStep =>
  async (execution, source, dataSource, work) => {
    const segmentId = feed.newSegmentId();
    const startedAt = clock.now();
    const { run } = execution;
    const publish = (failure: { readonly error?: string }) =>
      feed.publish({
        kind: 'step',
        traceId: run.request.traceId,
        parentId: run.segmentId,
        segmentId,
        source,
        dataSource,
        durationMs: clock.now() - startedAt,
        ...failure,
      });
    try {
      const result = await work({ ...execution, segmentId });
      publish({});
      return result;
    } catch (error) {
      publish({
        error: error instanceof ResolverError ? (error.errorType ?? error.message) : 'InternalFailure',
      });
      throw error;
    }
  };
