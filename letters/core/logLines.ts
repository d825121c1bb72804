import { z } from 'zod';
import { jsonOf } from './jsonOf.ts';

/** An event of a log group. */
export interface LogEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Its log stream: one sandbox, which works on one invocation after the other. */
  readonly stream: string;
  readonly message: string;
}

/** What a worker logs of one delivery. */
export interface DeliveryLine {
  readonly messageId: string;
  readonly receiveCount: number;
  readonly step: string | undefined;
  /** `delivered again`, `to be tried again`, `dead letter` or `done`. */
  readonly what: string;
  readonly error: string | undefined;
  readonly requestId: string | undefined;
  readonly entityType: string | undefined;
  readonly entityId: string | undefined;
  readonly traceId: string | undefined;
}

const text = z.string().optional().catch(undefined);
const Line = z.looseObject({
  message: z.string(),
  messageId: z.string(),
  receiveCount: z.number(),
  step: text,
  error: text,
  reason: text,
  entityType: text,
  entityId: text,
  traceId: text,
  function_request_id: text,
});

/** A worker's line; undefined for any other. Lambda may put a time and a level before its JSON. */
export function deliveryLineOf({ message }: LogEvent): DeliveryLine | undefined {
  const start = message.indexOf('{');
  const line = start < 0 ? undefined : Line.safeParse(jsonOf(message.slice(start))).data;
  if (!line) return undefined;
  const { messageId, receiveCount, step, entityType, entityId, traceId, error, reason } = line;
  return {
    messageId,
    receiveCount,
    step,
    entityType,
    entityId,
    traceId,
    what: line.message,
    requestId: line.function_request_id,
    error: reason === undefined ? error : `${error ?? 'Error'}: ${reason}`,
  };
}

/** How an invocation ended that did not come to its own end. */
export interface Failure {
  readonly code: 'TimedOut' | 'OutOfMemory' | 'Crashed';
  readonly error: string;
  readonly requestId: string | undefined;
}

/**
 * Lambda's own lines of a function that failed, by its words. Recorded:
 * https://github.com/awslabs/fhir-works-on-aws-deployment/issues/825 for the time limit,
 * https://github.com/DataDog/datadog-lambda-extension/issues/1237 for memory,
 * https://github.com/cargo-lambda/cargo-lambda/issues/572 for a runtime that ended.
 */
const FAILURES: readonly (readonly [RegExp, Failure['code']])[] = [
  [/Task timed out after [\d.]+ seconds/, 'TimedOut'],
  [/Error Type: Runtime\.OutOfMemory/, 'OutOfMemory'],
  // Node's own limit, which ends the process by itself: https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
  [/JavaScript heap out of memory/, 'OutOfMemory'],
  [/signal: killed/, 'OutOfMemory'],
  [/Runtime exited with error: [\w :]{1,40}/, 'Crashed'],
  [/Runtime exited without providing a reason/, 'Crashed'],
  [/Uncaught Exception/, 'Crashed'],
  [/Unhandled Promise Rejection/, 'Crashed'],
  [/Invoke Error/, 'Crashed'],
];

/** Lambda's request ids are UUIDs. */
const REQUEST_ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/;

/** How an invocation failed; undefined for a line that does not say that one did. */
export function failureOf({ message }: LogEvent): Failure | undefined {
  // A worker's own line may repeat any words.
  if (deliveryLineOf({ message, timestamp: 0, stream: '' })) return undefined;
  for (const [pattern, code] of FAILURES) {
    const [words] = pattern.exec(message) ?? [];
    if (words)
      return { code, error: errorTextOf(message) ?? words.trim(), requestId: REQUEST_ID.exec(message)?.[0] };
  }
  return undefined;
}

/** The runtime logs what was thrown as JSON: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client */
const Thrown = z.looseObject({ errorType: z.string(), errorMessage: z.string() });

function errorTextOf(message: string): string | undefined {
  const start = message.indexOf('{');
  const thrown = start < 0 ? undefined : Thrown.safeParse(jsonOf(message.slice(start))).data;
  return thrown && `${thrown.errorType}: ${thrown.errorMessage}`;
}

/**
 * What a search asks for: lines about deliveries, and about invocations that failed. Any of the terms suffices.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-for-Log-Groups.html
 */
export const DELIVERIES_PATTERN = [
  'delivered again',
  'to be tried again',
  'dead letter',
  'Task timed out',
  'Runtime exited',
  'Runtime.OutOfMemory',
  'heap out of memory',
  'Uncaught Exception',
  'Unhandled Promise Rejection',
  'Invoke Error',
]
  .map((term) => `?"${term}"`)
  .join(' ');
