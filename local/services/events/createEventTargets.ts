import { AwsError } from '../../platform/AwsError.ts';
import { callAction } from '../../platform/Call.ts';
import type { AppSync } from '../appsync/AppSync.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { EventEnvelope, EventTarget, EventTargets } from './Events.ts';
import type { Router } from './createRouter.ts';
import type { EventState } from './state/createEventState.ts';

/** The services that rules deliver to, by their name in a target's ARN. `createEvents` adds other buses. */
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

/** Sends one message for each event. Its body is the input as JSON text. */
export const sqsTarget =
  (sqs: Sqs): EventTarget =>
  async ({ targetArn, input, parameters }, call) => {
    const queueUrl = sqs.urlOf(targetArn);
    if (!queueUrl) throw new AwsError('QueueDoesNotExist', `The queue ${targetArn} does not exist.`);
    const group = parameters.SqsParameters?.MessageGroupId;
    const message = {
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(input),
      ...(group !== undefined && { MessageGroupId: group }),
    };
    await callAction(sqs.actions, 'SendMessage', message, call);
  };

/** Invokes asynchronously. Lambda itself retries where the function fails. */
const lambdaTarget =
  (lambda: Lambda): EventTarget =>
  async ({ targetArn, input }, call) => {
    await lambda.invokeLater(targetArn, input, call);
  };

/**
 * Executes a GraphQL operation in the name of the target's role, with the input as its variables. AppSync
 * returns errors of the operation itself with status 200, so the event counts as delivered.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-appsync.html
 */
const appSyncTarget =
  (appsync: AppSync): EventTarget =>
  async ({ targetArn, input, parameters }, call) => {
    const variables = variablesOf(input);
    const query = String(parameters.AppSyncParameters?.GraphQLOperation);
    const { errors = [] } = await appsync.executeAs(targetArn, { query, variables }, call);
    const [first] = errors;
    if (!first) return undefined;
    return {
      code: first.errorType ?? 'ERROR_FROM_TARGET',
      message: errors.map(({ message }) => message).join('; '),
    };
  };

function variablesOf(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input };
  throw new AwsError(
    'INVALID_JSON',
    'The input of an AppSync target has to be a JSON object: its variables.',
  );
}

/**
 * Puts an event on another bus. An event that came from another bus goes no further, so there are no loops.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 */
export function busTarget(state: EventState, router: Router): EventTarget {
  const forwarded = new WeakSet<EventEnvelope>();
  return async ({ targetArn, input }, call) => {
    // `checkTarget` allows a bus no input of its own, so the input is the event itself.
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
