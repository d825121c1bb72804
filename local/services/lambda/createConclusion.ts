import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { AsyncDelivery, Deliver } from './createDeliver.ts';
import type { DeployedFunction } from './createFunctions.ts';
import type { InvocationRequest, LoggedResult } from './createInvoker.ts';
import { destinationRecord } from './destinationRecord.ts';

/** Where an asynchronous event ends: in its destination, in the dead letters, or nowhere. */
export interface Conclusion {
  succeed(attempts: number, result: LoggedResult): Promise<void>;
  giveUp(condition: string, attempts: number, result: LoggedResult | undefined): Promise<void>;
}

const LONGEST_ERROR_MESSAGE = 1024;

export function createConclusion(
  { clock, feed }: World,
  deliver: Deliver,
  deployed: DeployedFunction,
  request: InvocationRequest,
  call: Call,
): Conclusion {
  const { functionName, functionArn, deadLetterArn } = deployed.configuration;
  const { onSuccessArn, onFailureArn } = deployed.async;

  const fail = (code: string, message: string) =>
    feed.publish({ kind: 'failure', traceId: call.traceId, source: functionName, code, message });

  const hand = async (targetArn: string | undefined, delivery: AsyncDelivery) => {
    if (!targetArn) return;
    try {
      await deliver(targetArn, delivery, call);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      fail(error.code, `${targetArn}: ${error.message}`);
    }
  };
  const record = (condition: string, attempts: number, result: LoggedResult | undefined) => ({
    body: destinationRecord({ functionArn, condition, request, attempts, result, nowMs: clock.now() }),
    attributes: {},
  });

  return {
    succeed: (attempts, result) => hand(onSuccessArn, record('Success', attempts, result)),
    async giveUp(condition, attempts, result) {
      await hand(onFailureArn, record(condition, attempts, result));
      const ErrorMessage = result?.payload.slice(0, LONGEST_ERROR_MESSAGE) ?? condition;
      const attributes = { RequestID: request.requestId, ErrorCode: '200', ErrorMessage };
      await hand(deadLetterArn, { body: request.payload, attributes });
      if (!onFailureArn && !deadLetterArn)
        fail(condition, `${request.requestId} was dropped after ${attempts} attempts`);
    },
  };
}
