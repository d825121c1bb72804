import { Tracer } from '@aws-lambda-powertools/tracer';

/** Named by POWERTOOLS_SERVICE_NAME; silent outside of Lambda. */
export const tracer = new Tracer();

/** Does the work in an X-Ray subsegment of its own, which is closed whatever becomes of it. */
export const traced = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  if (!tracer.isTracingEnabled()) return work();
  // It returns what the function that it is given returns.
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
