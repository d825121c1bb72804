import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import { describeError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import { createOutcomeReporter, type SendToDestination } from './destinations.ts';
import type { DeployedFunction } from './deployFunction.ts';
import type { InvocationRequest, Invoker, LoggedResult } from './createInvoker.ts';

export type AsyncInvoker = (deployed: DeployedFunction, request: InvocationRequest, call: Call) => void;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const FIRST_RETRY_DELAY_MS = 60_000;
const SECOND_RETRY_DELAY_MS = 120_000;
const FIRST_THROTTLE_DELAY_MS = 1000;
const LONGEST_THROTTLE_DELAY_MS = 300_000;
const OLDEST_EVENT_SECONDS = 21_600;
/** Chosen: the events that wait for their function, all functions together. AWS names no number. */
const MOST_WAITING_CHARACTERS = 64 * 1024 * 1024;

export function createAsyncInvoker(
  world: World,
  invoker: Invoker,
  sendToDestinationOf: (deployed: DeployedFunction) => SendToDestination,
): AsyncInvoker {
  const { activity, clock, feed } = world;
  let waitingCharacters = 0;

  return (deployed, request, call) => {
    const characters = request.payload.length;
    if (waitingCharacters + characters > MOST_WAITING_CHARACTERS) throw tooManyRequests();
    waitingCharacters += characters;
    deployed.metrics.asyncReceived();
    const { maximumRetryAttempts = 2, maximumEventAgeSeconds = OLDEST_EVENT_SECONDS } = deployed.async;
    const outcome = createOutcomeReporter(world, sendToDestinationOf(deployed), deployed, request, call);
    const deadline = clock.now() + maximumEventAgeSeconds * 1000;
    let attempts = 0;
    let throttles = 0;
    let scheduled = false;

    const giveUp = (condition: 'EventAgeExceeded' | 'RetriesExhausted', result?: LoggedResult) => {
      deployed.metrics.asyncDropped();
      return outcome.failed(condition, attempts, result);
    };

    const retryLater = async (delayMs: number, result?: LoggedResult) => {
      if (clock.now() + delayMs > deadline) return giveUp('EventAgeExceeded', result);
      clock.schedule(delayMs, attempt);
      scheduled = true;
    };

    const tryOnce = async (): Promise<void> => {
      const result = await invoker(deployed, request, call).catch(undefinedIfThrottled);
      if (!result)
        return retryLater(Math.min(FIRST_THROTTLE_DELAY_MS * 2 ** throttles++, LONGEST_THROTTLE_DELAY_MS));
      attempts++;
      if (!result.functionError) return outcome.succeeded(attempts, result);
      if (attempts > maximumRetryAttempts) return giveUp('RetriesExhausted', result);
      return retryLater(attempts === 1 ? FIRST_RETRY_DELAY_MS : SECOND_RETRY_DELAY_MS, result);
    };

    // Nobody awaits an event, so an error that is not the function's own, such as unreadable code, is published here.
    const report = (error: unknown) =>
      feed.publish({
        kind: 'failure',
        traceId: call.traceId,
        parentId: call.parentId,
        source: deployed.configuration.functionName,
        code: 'InternalFailure',
        message: `${request.requestId} was dropped: ${describeError(error)}`,
      });

    const attempt = async () => {
      scheduled = false;
      await tryOnce().catch(report);
      if (!scheduled) waitingCharacters -= characters;
    };

    void activity.run(attempt);
  };
}

const tooManyRequests = () =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429, fields: { Type: 'User' } });

function undefinedIfThrottled(error: unknown): undefined {
  if (error instanceof AwsError && error.code === 'TooManyRequestsException') return undefined;
  throw error;
}
