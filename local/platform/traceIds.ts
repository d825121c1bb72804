import { HEX, type Randomness } from './Randomness.ts';

/** A new root: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
export const newTraceId = (nowMs: number, random: Randomness) =>
  `1-${Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')}-${random.text(24, HEX)}`;

/**
 * The value of an `X-Amzn-Trace-Id` header. It is not sampled, as most requests on AWS are not: nobody collects
 * segments here, and what is recorded is in the feed.
 */
export const traceHeader = (traceId: string) => `Root=${traceId};Sampled=0`;

/** The root in an `X-Amzn-Trace-Id` header, or undefined where it names none. */
export const traceIdOf = (header: string | undefined) =>
  /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(header ?? '')?.[1];
