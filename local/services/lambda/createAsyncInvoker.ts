import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { DeployedFunction } from './createFunctions.ts';
import type { InvocationRequest, Invoker, LoggedResult } from './createInvoker.ts';
import { destinationRecord } from './destinationRecord.ts';

/** Hands what became of an event to a queue or a function. */
export type Deliver = (targetArn: string, delivery: AsyncDelivery, call: Call) => Promise<void>;

export interface AsyncDelivery {
  /** JSON text. */
  readonly body: string;
  /** Attributes of a dead letter. */
  readonly attributes: Readonly<Record<string, string>>;
}

export type AsyncInvoker = (deployed: DeployedFunction, request: InvocationRequest, call: Call) => void;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const RETRY_DELAYS_MS = [60_000, 120_000];
const FIRST_THROTTLE_DELAY_MS = 1000;
const LONGEST_THROTTLE_DELAY_MS = 300_000;
const OLDEST_EVENT_SECONDS = 21_600;

export function createAsyncInvoker(world: World, invoker: Invoker, deliver: Deliver | undefined): AsyncInvoker {
  const { activity, clock, feed } = world;

  return (deployed, request, call) => {
    const begun = clock.now();
    const { functionName, functionArn, deadLetterArn } = deployed.configuration;
    const { maximumRetryAttempts = 2, maximumEventAgeSeconds = OLDEST_EVENT_SECONDS, onSuccessArn, onFailureArn } = deployed.async;
    let attempts = 0;
    let throttles = 0;

    const fail = (code: string, message: string) =>
      feed.publish({ kind: 'failure', traceId: call.traceId, source: functionName, code, message });

    const hand = async (targetArn: string | undefined, delivery: AsyncDelivery) => {
      if (!targetArn) return;
      try {
        if (!deliver) throw new AwsError('InvalidParameterValueException', 'Destinations of asynchronous invocations are not connected.');
        await deliver(targetArn, delivery, call);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        fail(error.code, `${targetArn}: ${error.message}`);
      }
    };

    const giveUp = async (condition: string, result?: LoggedResult) => {
      const body = destinationRecord({ functionArn, condition, request, attempts, result, nowMs: clock.now() });
      await hand(onFailureArn, { body, attributes: {} });
      const attributes = { RequestID: request.requestId, ErrorCode: '200', ErrorMessage: result?.payload.slice(0, 1024) ?? condition };
      await hand(deadLetterArn, { body: request.payload, attributes });
      if (!onFailureArn && !deadLetterArn) fail(condition, `${request.requestId} was dropped after ${attempts} attempts`);
    };

    const again = (delayMs: number, result?: LoggedResult) => {
      const tooOld = clock.now() + delayMs - begun > maximumEventAgeSeconds * 1000;
      if (tooOld) return giveUp('EventAgeExceeded', result);
      clock.schedule(delayMs, attempt);
      return undefined;
    };

    const attempt = async (): Promise<void> => {
      const result = await invoker(deployed, request, call).catch(throttled);
      if (!result) return again(Math.min(FIRST_THROTTLE_DELAY_MS * 2 ** throttles++, LONGEST_THROTTLE_DELAY_MS));
      attempts++;
      if (!result.functionError) {
        const body = destinationRecord({ functionArn, condition: 'Success', request, attempts, result, nowMs: clock.now() });
        return hand(onSuccessArn, { body, attributes: {} });
      }
      if (attempts > maximumRetryAttempts) return giveUp('RetriesExhausted', result);
      return again(RETRY_DELAYS_MS[attempts - 1]!, result);
    };

    void activity.run(attempt);
  };
}

function throttled(error: unknown): undefined {
  if (error instanceof AwsError && error.code === 'TooManyRequestsException') return undefined;
  throw error;
}
