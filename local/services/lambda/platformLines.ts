import { isoTime } from '../../platform/Clock.ts';
import type { InvocationOutcome } from './runInvocation.ts';

// The lines that Lambda itself writes to a function's log, in its text format. Those of every invocation are made when they are read,
// from nothing but what they need.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html

/** A sandbox begins: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html. Chosen: the version behind the name. */
export const initStartLine = (runtime: string) =>
  `INIT_START Runtime Version: ${runtime.replace(/^nodejs(\d+)\.x$/, 'nodejs:$1')}.v1`;

/** Documented: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html; END and REPORT are as well. */
export const startLine = (requestId: string) => () => `START RequestId: ${requestId} Version: $LATEST`;
export const endLine = (requestId: string) => () => `END RequestId: ${requestId}`;

export interface Report {
  readonly requestId: string;
  readonly outcome: InvocationOutcome['outcome'];
  /** Why the sandbox ended; undefined where it goes on. */
  readonly errorType: string | undefined;
  readonly durationMs: number;
  readonly memoryMb: number;
  readonly traceId: string;
}

/**
 * Status and error type are recorded, and that a function that ran out of memory has used all of it:
 * https://github.com/DataDog/datadog-lambda-extension/issues/1237, https://github.com/nasa-gcn/gcn.nasa.gov/pull/3628
 * Nothing measures the memory of any other invocation here, so its line names none.
 */
export const reportLine = (report: Report) => () => reportText(report);

function reportText({ requestId, outcome, errorType, durationMs, memoryMb, traceId }: Report): string {
  const status =
    outcome === 'timedOut'
      ? ['Status: timeout']
      : errorType === undefined
        ? []
        : ['Status: error', `Error Type: ${errorType}`];
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${memoryMb} MB`,
    ...(errorType === 'Runtime.OutOfMemory' ? [`Max Memory Used: ${memoryMb} MB`] : []),
    ...status,
  ];
  return `${fields.join('\t')}\t\nXRAY TraceId: ${traceId}\tSampled: true\t`;
}

/**
 * Why an invocation failed; undefined for one that succeeded. Recorded:
 * https://github.com/awslabs/fhir-works-on-aws-deployment/issues/825 for the time limit,
 * https://github.com/cargo-lambda/cargo-lambda/issues/572 for a sandbox that ended; and read in the runtime for errors:
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/tree/main/src
 */
export function failureLines(requestId: string, ended: InvocationOutcome, now: number): readonly string[] {
  const { outcome, payload, killedBy, exitStatus } = ended;
  if (outcome === 'succeeded') return [];
  // `payloads.ts` and the sandbox write what stands here.
  const { trace: stack, ...error } = JSON.parse(payload) as {
    readonly errorMessage: string;
    readonly trace?: unknown;
  };
  const { errorMessage } = error;
  if (outcome === 'timedOut')
    return [`${isoTime(now)} ${requestId} ${errorMessage.replace(/^RequestId: \S+ Error: /, '')}\n`];
  if (killedBy !== undefined) return [`${errorMessage}\n${killedBy}`];
  const line = (what: string) =>
    `${isoTime(now)}\t${requestId}\tERROR\t${what} \t${JSON.stringify({ ...error, stack })}`;
  if (exitStatus === undefined) return [line('Invoke Error')];
  return [
    line(exitStatus === UNHANDLED ? 'Unhandled Promise Rejection' : 'Uncaught Exception'),
    `RequestId: ${requestId} Error: Runtime exited with error: exit status ${exitStatus}\nRuntime.ExitError`,
  ];
}

/** The status with which the runtime exits after a rejection that nobody handled. */
const UNHANDLED = 128;
