import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import { HEX } from '../../platform/Randomness.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import type { World } from '../../platform/World.ts';
import type { DeployedFunction } from './deployFunction.ts';
import { LONGEST_RESPONSE, tooLargePayload } from './payloads.ts';
import type { InvocationResult } from './Lambda.ts';
import { type InvocationHost, type InvocationOutcome, runInvocation } from './runInvocation.ts';
import type { Sandbox, SandboxInvocation } from './sandbox/Sandbox.ts';

/** Runs one invocation, from the request to its record in the feed. */
export type Invoker = (
  deployed: DeployedFunction,
  request: InvocationRequest,
  call: Call,
) => Promise<LoggedResult>;

export interface InvocationRequest {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
}

export interface LoggedResult extends InvocationResult {
  readonly log: readonly string[];
}

export function createInvoker(world: World, stuckAfterMs: number): Invoker {
  return (deployed, request, call) =>
    world.activity.run((self) =>
      deployed.pool
        .use(self, (sandbox, coldStart) =>
          runIn(world, sandbox, { deployed, request, call, coldStart }, { self, stuckAfterMs }),
        )
        .catch((error: unknown) => recordThrottle(world, deployed, request, call, error)),
    );
}

interface Job {
  readonly deployed: DeployedFunction;
  readonly request: InvocationRequest;
  readonly call: Call;
  readonly coldStart: boolean;
}

async function runIn(
  world: World,
  sandbox: Sandbox,
  job: Job,
  host: Omit<InvocationHost, 'log'>,
): Promise<LoggedResult> {
  const { clock, feed } = world;
  const { deployed, request, call, coldStart } = job;
  const { functionName } = deployed.configuration;
  const { requestId } = request;
  const { traceId } = call;
  const lines: string[] = [];
  const log = (line: string) => {
    lines.push(line);
    feed.publish({ kind: 'log', traceId, source: functionName, line });
  };
  const begun = clock.now();
  const { outcome, payload } = bounded(
    await runInvocation(world, sandbox, invocationOf(world, job), { ...host, log }),
  );
  const succeeded = outcome === 'succeeded';
  const error = succeeded ? {} : { error: errorIn(payload) };
  const durationMs = clock.now() - begun;
  feed.publish({
    kind: 'invocation',
    traceId,
    functionName,
    requestId,
    outcome,
    durationMs,
    coldStart,
    ...error,
  });
  return { requestId, payload, log: lines, ...(succeeded ? {} : { functionError: 'Unhandled' }) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html: the header names the segment that asks. */
function invocationOf({ random }: World, { deployed, request, call }: Job): SandboxInvocation {
  const { timeoutMs, functionArn: invokedFunctionArn } = deployed.configuration;
  const parent = `;Parent=${random.text(16, HEX)};`;
  return {
    ...request,
    timeoutMs,
    invokedFunctionArn,
    traceHeader: traceHeader(call.traceId).replace(';', parent),
  };
}

function recordThrottle(
  { feed }: World,
  { configuration }: DeployedFunction,
  { requestId }: InvocationRequest,
  { traceId }: Call,
  error: unknown,
): never {
  if (error instanceof AwsError && error.code === 'TooManyRequestsException') {
    const { functionName } = configuration;
    feed.publish({
      kind: 'invocation',
      traceId,
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

const bounded = (ended: InvocationOutcome): InvocationOutcome =>
  Buffer.byteLength(ended.payload) > LONGEST_RESPONSE
    ? { outcome: 'failed', payload: tooLargePayload() }
    : ended;

function errorIn(payload: string): string {
  const { errorType, errorMessage } = JSON.parse(payload);
  return `${errorType}: ${errorMessage}`;
}
