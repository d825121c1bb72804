import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import { HEX } from '../../platform/Randomness.ts';
import { recordEmbeddedMetrics } from '../../platform/metrics/embeddedMetrics.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import type { World } from '../../platform/World.ts';
import type { DeployedFunction } from './deployFunction.ts';
import { LONGEST_RESPONSE, tooLargePayload } from './payloads.ts';
import type { LogMessage } from '../logs/createLogGroup.ts';
import type { InvocationResult } from './Lambda.ts';
import { endLine, failureLines, reportLine, startLine } from './platformLines.ts';
import { type InvocationHost, type InvocationOutcome, runInvocation } from './runInvocation.ts';
import type { Sandbox, SandboxInvocation } from './sandbox/Sandbox.ts';

/** Runs one invocation in a sandbox of the function's pool, and publishes its log and its outcome. */
export type Invoker = (
  deployed: DeployedFunction,
  request: InvocationRequest,
  call: Call,
) => Promise<LoggedResult>;

/** The invocations under way, as the feed names them, by `segmentKey`: the latest last. */
export type RunningSegments = Map<string, readonly string[]>;

/** A function may have several invocations in one trace: a sweep sends itself the parts of its work. */
export const segmentKey = (functionName: string, traceId: string) => `${functionName} ${traceId}`;

const addSegment = (running: RunningSegments, key: string, segmentId: string): void =>
  void running.set(key, [...(running.get(key) ?? []), segmentId]);

const removeSegment = (running: RunningSegments, key: string, segmentId: string): void => {
  const others = (running.get(key) ?? []).filter((each) => each !== segmentId);
  if (others.length > 0) running.set(key, others);
  else running.delete(key);
};

export interface InvocationRequest {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
}

export interface LoggedResult extends InvocationResult {
  /** With the lines of Lambda itself. */
  readonly log: readonly LogMessage[];
}

export function createInvoker(world: World, running: RunningSegments, stuckAfterMs: number): Invoker {
  return (deployed, request, call) =>
    world.activity.run((self) =>
      deployed.pool
        .use(self, (sandbox, coldStart) =>
          invokeIn(world, sandbox, { deployed, request, call, coldStart, running }, { self, stuckAfterMs }),
        )
        .catch((error: unknown) => recordThrottle(world, deployed, request, call, error)),
    );
}

interface StartedInvocation {
  readonly deployed: DeployedFunction;
  readonly request: InvocationRequest;
  readonly call: Call;
  readonly coldStart: boolean;
  readonly running: RunningSegments;
}

async function invokeIn(
  world: World,
  sandbox: Sandbox,
  job: StartedInvocation,
  host: Omit<InvocationHost, 'log'>,
): Promise<LoggedResult> {
  const { clock, feed, metrics } = world;
  const { deployed, request, call, coldStart, running } = job;
  const { functionName, memoryMb } = deployed.configuration;
  const stream = deployed.logStreamOf(sandbox);
  const { requestId } = request;
  const { traceId, parentId, batch } = call;
  const segmentId = world.random.text(16, HEX);
  const lines: LogMessage[] = [];
  const write = (line: LogMessage) => {
    lines.push(line);
    stream.write(line);
  };
  const log = (line: string) => {
    write(line);
    recordEmbeddedMetrics(metrics, line, clock.now());
    feed.publish({ kind: 'log', traceId, parentId: segmentId, source: functionName, line, batch });
  };
  const startedAt = clock.now();
  deployed.metrics.started();
  write(startLine(requestId));
  const key = segmentKey(functionName, traceId);
  addSegment(running, key, segmentId);
  const ended = limitResponse(
    await runInvocation(world, sandbox, invocationOf(job, segmentId), { ...host, log }).finally(() =>
      removeSegment(running, key, segmentId),
    ),
  );
  const { outcome, payload } = ended;
  const succeeded = outcome === 'succeeded';
  const error = succeeded ? {} : { error: errorOf(payload) };
  const durationMs = clock.now() - startedAt;
  deployed.metrics.ended(succeeded, durationMs);
  const errorType = ended.killedBy ?? (ended.exitStatus === undefined ? undefined : 'Runtime.ExitError');
  for (const line of failureLines(requestId, ended, clock.now())) write(line);
  write(endLine(requestId));
  write(reportLine({ requestId, outcome, errorType, durationMs, memoryMb, traceId }));
  feed.publish({
    kind: 'invocation',
    traceId,
    parentId,
    segmentId,
    batch,
    functionName,
    requestId,
    outcome,
    durationMs,
    coldStart,
    memoryMb,
    ...error,
    ...(succeeded && batch && failedItemsOf(payload)),
  });
  return { requestId, payload, log: lines, ...(succeeded ? {} : { functionError: 'Unhandled' }) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html: the header names the calling segment. */
function invocationOf({ deployed, request, call }: StartedInvocation, segmentId: string): SandboxInvocation {
  const { timeoutMs, functionArn: invokedFunctionArn } = deployed.configuration;
  const parent = `;Parent=${segmentId};`;
  return {
    ...request,
    timeoutMs,
    invokedFunctionArn,
    traceHeader: traceHeader(call.traceId).replace(';', parent),
  };
}

function recordThrottle(
  { feed }: World,
  { configuration, metrics }: DeployedFunction,
  { requestId }: InvocationRequest,
  { traceId, parentId, batch }: Call,
  error: unknown,
): never {
  if (error instanceof AwsError && error.code === 'TooManyRequestsException') {
    const { functionName } = configuration;
    metrics.throttled();
    feed.publish({
      kind: 'invocation',
      traceId,
      parentId,
      batch,
      functionName,
      requestId,
      outcome: 'throttled',
      durationMs: 0,
      coldStart: false,
      error: error.message,
    });
  }
  throw error;
}

/** How many of a batch a function gave back: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
function failedItemsOf(payload: string): { readonly failedItems?: number } {
  if (!payload.includes('"itemIdentifier"')) return {};
  const response: unknown = JSON.parse(payload);
  const { batchItemFailures } = Object(response) as { readonly batchItemFailures?: unknown }; // Anything may be returned.
  return Array.isArray(batchItemFailures) ? { failedItems: batchItemFailures.length } : {};
}

const limitResponse = (ended: InvocationOutcome): InvocationOutcome =>
  Buffer.byteLength(ended.payload) > LONGEST_RESPONSE
    ? { outcome: 'failed', payload: tooLargePayload() }
    : ended;

function errorOf(failedPayload: string): string {
  // The sandbox and `payloads.ts` write every payload of a failure.
  const { errorType, errorMessage } = JSON.parse(failedPayload) as Readonly<Record<string, string>>;
  return `${errorType}: ${errorMessage}`;
}
