import { AwsError } from '../../platform/AwsError.ts';
import type { AppSync } from '../appsync/AppSync.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { EventEnvelope, EventTarget, EventTargets } from './Events.ts';
import type { Router } from './createRouter.ts';
import type { EventState } from './state/createEventState.ts';

/** The services rules deliver to, by their name in a target's ARN; buses reach each other without it. */
export const createEventTargets = ({
  sqs,
  lambda,
  appsync,
}: {
  sqs: Sqs;
  lambda: Lambda;
  appsync: AppSync;
}): EventTargets => ({
  sqs: sqsTarget(sqs),
  lambda: lambdaTarget(lambda),
  appsync: appSyncTarget(appsync),
});

/** One message for each event; its body is the input as JSON text. */
export const sqsTarget =
  (sqs: Sqs): EventTarget =>
  async ({ targetArn, input, parameters }, call) => {
    const queueUrl = sqs.urlOf(targetArn);
    if (!queueUrl) throw new AwsError('QueueDoesNotExist', `The queue ${targetArn} does not exist.`);
    const group = parameters['SqsParameters']?.MessageGroupId;
    await sqs.actions['SendMessage']!(
      {
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(input),
        ...(group !== undefined && { MessageGroupId: group }),
      },
      call,
    );
  };

/** An asynchronous invocation: what the function makes of the event is for Lambda to retry. */
const lambdaTarget =
  (lambda: Lambda): EventTarget =>
  async ({ targetArn, input }, call) => {
    lambda.invokeLater(targetArn, input, call);
  };

/**
 * A GraphQL operation in the name of the target's role; its variables are the input. AppSync
 * answers errors of the operation itself with status 200, so they count as delivered.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-appsync.html
 */
const appSyncTarget =
  (appsync: AppSync): EventTarget =>
  async ({ targetArn, roleArn, input, parameters }, call) => {
    const variables = variablesOf(input);
    const query = String(parameters['AppSyncParameters']?.GraphQLOperation);
    const { errors = [] } = await appsync.executeAs(targetArn, roleArn ?? '', { query, variables }, call);
    if (errors.length === 0) return undefined;
    return {
      code: errors[0]!.errorType ?? 'ERROR_FROM_TARGET',
      message: errors.map(({ message }) => message).join('; '),
    };
  };

function variablesOf(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    return input as Record<string, unknown>;
  throw new AwsError(
    'INVALID_JSON',
    'The input of an AppSync target has to be a JSON object: its variables.',
  );
}

/**
 * Another event bus. What arrived from a bus is not sent on to a third, which also ends loops.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 */
export function busTarget(state: EventState, router: Router): EventTarget {
  const forwarded = new WeakSet<EventEnvelope>();
  return async ({ targetArn, input }, call) => {
    const event = input as EventEnvelope;
    if (forwarded.has(event)) {
      return {
        code: 'THIRD_ACCOUNT_HOP_DETECTED',
        message: `An event that came from another bus is not sent on to ${targetArn}`,
      };
    }
    const copy = { ...event };
    forwarded.add(copy);
    router.publish(state.bus(targetArn), copy, call);
  };
}
