import { Tracer } from '@aws-lambda-powertools/tracer';
import type { SQSRecord } from 'aws-lambda';
import { AsyncLocalStorage } from 'node:async_hooks';

/** Takes its name from POWERTOOLS_SERVICE_NAME, and does nothing outside of Lambda. */
export const tracer = new Tracer();

/** The trace that the message under work belongs to. */
const current = new AsyncLocalStorage<string | undefined>();

/**
 * Does the work of one message in its own X-Ray subsegment, which is closed even if the work throws. The trace that the
 * message belongs to is an annotation, by which X-Ray finds the subsegments of one request: Lambda begins a trace of its
 * own after a stream, and a function cannot move its segment to another.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-segment.html
 */
export const traced = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  if (!tracer.isTracingEnabled()) return work();
  // The SDK returns what the function returns, and only types it as unknown.
  return tracer.provider.captureAsyncFunc(name, async (subsegment) => {
    const traceId = current.getStore();
    if (traceId) subsegment?.addAnnotation('traceId', traceId);
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

/** Does work that belongs to a trace. */
export const inTrace = <Result>(traceId: string | undefined, work: () => Result): Result =>
  current.run(traceId, work);

/** The trace that the work belongs to, as a row, an event and a line of log have it; nothing where it belongs to none. */
export const traceField = (): { readonly traceId?: string } => {
  const traceId = current.getStore();
  return traceId ? { traceId } : {};
};

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
const TRACE_ID = /^1-[\da-f]{8}-[\da-f]{24}$/;

/**
 * The trace that a message belongs to: an event's row names it, because no stream of DynamoDB carries one; for others SQS
 * has it in the header of whoever sent the message, and failing that it is Lambda's own. Anybody may write any of them,
 * so what is no trace id counts for none.
 */
export const traceIdOf = (
  { attributes: { AWSTraceHeader } }: SQSRecord,
  named: unknown,
): string | undefined => [named, rootOf(AWSTraceHeader), tracer.getRootXrayTraceId()].find(isTraceId);

const isTraceId = (id: unknown): id is string => typeof id === 'string' && TRACE_ID.test(id);

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const rootOf = (header: string | undefined) => /Root=([^;]+)/.exec(header ?? '')?.[1];
