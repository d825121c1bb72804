import { AwsError } from '../../platform/AwsError.ts';
import type { InFlight } from '../../platform/Activity.ts';
import type { Call } from '../../platform/Call.ts';
import { HEX } from '../../platform/Randomness.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import type { World } from '../../platform/World.ts';
import type { DeployedFunction } from './createFunctions.ts';
import { LONGEST_RESPONSE, tooLargePayload } from './failurePayloads.ts';
import type { InvocationResult } from './Lambda.ts';
import { runInvocation, type InvocationOutcome } from './runInvocation.ts';
import type { Sandbox } from './sandbox/Sandbox.ts';

/** Runs one invocation, from the request to its record in the feed. */
export type Invoker = (deployed: DeployedFunction, request: InvocationRequest, call: Call) => Promise<LoggedResult>;

export interface InvocationRequest {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
}

export interface LoggedResult extends InvocationResult {
  readonly log: readonly string[];
}

export function createInvoker(world: World, stuckAfterMs: number): Invoker {
  const { activity, clock, feed, random } = world;

  const runIn = async (deployed: DeployedFunction, request: InvocationRequest, call: Call, self: InFlight, sandbox: Sandbox, coldStart: boolean) => {
    const { functionName, functionArn, timeoutMs } = deployed.configuration;
    const { requestId } = request;
    const log: string[] = [];
    const begun = clock.now();
    const header = traceHeader(call.traceId).replace(';', `;Parent=${random.text(16, HEX)};`);
    const invocation = { ...request, timeoutMs, invokedFunctionArn: functionArn, traceHeader: header };
    const ended = bounded(
      await runInvocation(world, sandbox, invocation, {
        self,
        stuckAfterMs,
        log(line) {
          log.push(line);
          feed.publish({ kind: 'log', traceId: call.traceId, source: functionName, line });
        },
      }),
    );
    const { outcome, payload } = ended;
    feed.publish({
      kind: 'invocation', traceId: call.traceId, functionName, requestId, outcome, durationMs: clock.now() - begun, coldStart,
      ...(outcome === 'succeeded' ? {} : { error: errorIn(payload) }),
    }); // prettier-ignore
    return { requestId, payload, log, ...(outcome === 'succeeded' ? {} : { functionError: 'Unhandled' as const }) };
  };

  const refuse = (deployed: DeployedFunction, { requestId }: InvocationRequest, { traceId }: Call, error: unknown): never => {
    if (error instanceof AwsError && error.code === 'TooManyRequestsException') {
      const { functionName } = deployed.configuration;
      feed.publish({ kind: 'invocation', traceId, functionName, requestId, outcome: 'throttled', durationMs: 0, coldStart: false, error: error.message });
    }
    throw error;
  };

  return (deployed, request, call) =>
    activity.run((self) =>
      deployed.pool
        .use(self, (sandbox, isNew) => runIn(deployed, request, call, self, sandbox, isNew))
        .catch((error: unknown) => refuse(deployed, request, call, error)),
    );
}

const bounded = (ended: InvocationOutcome): InvocationOutcome =>
  Buffer.byteLength(ended.payload) > LONGEST_RESPONSE ? { outcome: 'failed', payload: tooLargePayload() } : ended;

function errorIn(payload: string): string {
  const { errorType, errorMessage } = JSON.parse(payload);
  return `${errorType}: ${errorMessage}`;
}
