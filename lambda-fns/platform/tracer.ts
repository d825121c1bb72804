import { Tracer } from '@aws-lambda-powertools/tracer';

/** Takes its name from POWERTOOLS_SERVICE_NAME, and does nothing outside of Lambda. */
export const tracer = new Tracer();

/** Does the work in its own X-Ray subsegment, which is closed even if the work throws. */
export const traced = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  if (!tracer.isTracingEnabled()) return work();
  // The SDK returns what the function returns, and only types it as unknown.
  return tracer.provider.captureAsyncFunc(name, async (subsegment) => {
    try {
      return await work();
    } catch (error) {
      subsegment?.addError(error instanceof Error ? error : String(error));
      throw error;
    } finally {
      subsegment?.close();
    }
  }) as Promise<Result>;
};
