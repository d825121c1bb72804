import { HEX, type Randomness } from './Randomness.ts';

/** Creates a trace id: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
export const newTraceId = (nowMs: number, random: Randomness) =>
  `1-${Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')}-${random.text(24, HEX)}`;

/**
 * Returns the value of an `X-Amzn-Trace-Id` header. The trace is not sampled, like most traces on AWS: no segments are
 * collected here, and the feed has the records.
 */
export const traceHeader = (traceId: string) => `Root=${traceId};Sampled=0`;

/** Returns the root in an `X-Amzn-Trace-Id` header; undefined where it has none. */
export const traceIdOf = (header: string | undefined) =>
  /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(header ?? '')?.[1];

/** Returns the segment that made a request, as an `X-Amzn-Trace-Id` header names it; undefined where it has none. */
export const parentIdOf = (header: string | undefined) =>
  header === undefined ? undefined : /Parent=([0-9a-f]{16})/.exec(header)?.[1];

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** Whether some text is a trace's id. Most texts have another length. */
export const isTraceId = (text: string | undefined): text is string =>
  text?.length === 35 && TRACE_ID.test(text);

/** The trace of what the cloud does by itself, for no request. */
export const NO_TRACE = '1-00000000-000000000000000000000000';
