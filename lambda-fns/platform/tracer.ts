import { Tracer } from '@aws-lambda-powertools/tracer';
import type { SQSRecord } from 'aws-lambda';
import { Segment } from 'aws-xray-sdk-core';
import { AsyncLocalStorage } from 'node:async_hooks';

/** Takes its name from POWERTOOLS_SERVICE_NAME, and does nothing outside of Lambda. */
export const tracer = new Tracer();

/** The trace that a message belongs to. */
export interface Trace {
  readonly id: string;
  /** Whether X-Ray records it: one decision for all that follows from a request. */
  readonly isSampled: boolean;
  /** The segment of whoever caused this, where X-Ray has one. */
  readonly parentId?: string | undefined;
  /** Whether that is the segment of this very work. */
  readonly isBegun?: boolean;
}

/** Of the message under work. */
const current = new AsyncLocalStorage<Trace | undefined>();

/**
 * Does the work of one message in its own X-Ray segment, which is closed even if the work throws.
 *
 * A function cannot move its own segment to another trace, and Lambda begins a new trace behind a stream. So the work of a message
 * whose trace X-Ray records is a segment of that trace, below the one that caused it, as X-Ray recovers a trace from a message:
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
 *
 * The work of any other is a subsegment of its function, with its trace as an annotation.
 */
export const traced = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  if (!tracer.isTracingEnabled()) return work();
  const trace = current.getStore();
  if (trace?.isSampled && !trace.isBegun) return inSegment(name, trace, work);
  // The SDK returns what the function returns, and only types it as unknown.
  return tracer.provider.captureAsyncFunc(name, async (subsegment) => {
    if (trace) subsegment?.addAnnotation('traceId', trace.id);
    return closing(subsegment, work);
  }) as Promise<Result>;
};

/** What of a segment is used here. */
type OpenSegment = Pick<Segment, 'addError' | 'close'>;

const closing = async <Result>(segment: OpenSegment | undefined, work: () => Promise<Result>) => {
  try {
    return await work();
  } catch (error) {
    segment?.addError(error instanceof Error ? error : String(error));
    throw error;
  } finally {
    segment?.close();
  }
};

/** What the work calls is below its segment, too, and the rows that it writes name it. */
const inSegment = <Result>(name: string, trace: Trace, work: () => Promise<Result>): Promise<Result> => {
  const segment = new Segment(name, trace.id, trace.parentId);
  const ownTrace = tracer.getRootXrayTraceId();
  if (ownTrace) segment.addAnnotation('lambdaTraceId', ownTrace);
  const { promise, resolve } = Promise.withResolvers<Result>();
  tracer.provider.getNamespace().run(() => {
    tracer.provider.setSegment(segment);
    const own = { ...trace, parentId: segment.id, isBegun: true };
    resolve(current.run(own, () => closing(segment, work)));
  });
  return promise;
};

/** Does work that belongs to a trace. */
export const inTrace = <Result>(trace: Trace | undefined, work: () => Result): Result =>
  current.run(trace, work);

/** The trace that the work belongs to, as a line of log has it; nothing where it belongs to none. */
export const traceField = (): { readonly traceId?: string } => {
  const trace = current.getStore();
  return trace ? { traceId: trace.id } : {};
};

/**
 * The same as an event's row has it: the id, and of a trace that X-Ray records its header, which names the segment that writes.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export const rowTraceField = (): { readonly traceId?: string } => {
  const trace = current.getStore();
  if (!trace?.isSampled) return traceField();
  const parent = trace.parentId === undefined ? '' : `Parent=${trace.parentId};`;
  return { traceId: `Root=${trace.id};${parent}Sampled=1` };
};

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
const TRACE_ID = /^1-[\da-f]{8}-[\da-f]{24}$/;

/**
 * The trace that a message belongs to: an event's row names it, because no stream of DynamoDB carries one; for others SQS
 * has it in the header of whoever sent the message, and failing that it is Lambda's own. Anybody may write any of them,
 * so what is no trace counts for none. Where nobody has decided whether it is recorded, Lambda's decision about this function counts.
 */
export const traceOf = ({ attributes }: SQSRecord, named: unknown): Trace | undefined =>
  readTrace(named, false) ??
  readTrace(attributes.AWSTraceHeader, tracer.isTraceSampled()) ??
  readTrace(tracer.getRootXrayTraceId(), false);

/** The trace that an id or a header names. */
const readTrace = (text: unknown, isSampled: boolean): Trace | undefined => {
  if (typeof text !== 'string') return undefined;
  if (TRACE_ID.test(text)) return { id: text, isSampled };
  const {
    Root: id = '',
    Parent: parentId,
    Sampled,
  } = Object.fromEntries(text.split(';').map((field) => field.split('='))) as Partial<Record<string, string>>; // Whatever is no field has no name that is asked for.
  if (!TRACE_ID.test(id)) return undefined;
  const parent = parentId !== undefined && /^[\da-f]{16}$/.test(parentId) ? { parentId } : {};
  return { id, isSampled: Sampled === undefined ? isSampled : Sampled === '1', ...parent };
};
