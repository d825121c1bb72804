import { AwsError } from '../../../platform/AwsError.ts';
import { callAction } from '../../../platform/Call.ts';
import type { Sqs } from '../../sqs/createSqs.ts';
import { servicePrincipal } from '../../iam/AssumeRole.ts';
import { ruleCaller } from './deliverOnce.ts';
import type { Delivery } from './createDeliveryLog.ts';

/** Why a delivery failed, with the code that dead letters carry. */
export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

export interface DeadLetterOutcome {
  readonly words: string;
  /** Left out where there is no dead letter queue. */
  readonly deadLetter?: 'sent' | 'lost';
}

/** `[the error's code, the dead letter's code, whether trying again can help]`; the first match counts. */
const FAILURES: readonly [RegExp, string, boolean][] = [
  [/^INVALID_JSON$/, 'INVALID_JSON', false],
  [/^FAILED_TO_ASSUME_ROLE$/, 'FAILED_TO_ASSUME_ROLE', false],
  [/AccessDenied|Unauthorized|NotAuthorized|Forbidden/, 'NO_PERMISSIONS', false],
  [/NotFound|DoesNotExist|NonExistent/, 'NO_RESOURCE', false],
  [/Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|OverLimit/, 'THROTTLING', true],
  [/Timeout|TimedOut/, 'TIMEOUT', true],
];

/**
 * Does not retry where a permission or resource is missing, nor where the target blamed the caller: it
 * would refuse again.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function deliveryFailureOf(error: unknown): DeliveryFailure {
  const message = messageOf(error);
  if (!(error instanceof AwsError)) return { code: 'INTERNAL_ERROR', message, retryable: true };
  const known = FAILURES.find(([pattern]) => pattern.test(error.code));
  if (known) return { code: known[1], message, retryable: known[2] };
  const transient = error.status >= 500 || error.status === 429;
  return { code: transient ? 'ERROR_FROM_TARGET' : 'INVALID_PARAMETER', message, retryable: transient };
}

/**
 * Sends the event to the target's dead letter queue as it came, with the attributes that AWS adds.
 * Returns the outcome, also in words for the feed.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export async function sendToDeadLetters(
  sqs: Sqs,
  delivery: Delivery,
  failure: DeliveryFailure,
  exhausted: string | undefined,
): Promise<DeadLetterOutcome> {
  const queueArn = delivery.target.DeadLetterConfig?.Arn;
  const reason = exhausted ? `${exhausted} used up` : 'not retried';
  if (!queueArn) return { words: `${reason}; no dead letter queue, the event is dropped` };
  const queueUrl = sqs.urlOf(queueArn);
  if (!queueUrl) return { words: `${reason}; dropped, for ${queueArn} does not exist`, deadLetter: 'lost' };
  try {
    const message = {
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(delivery.event),
      MessageAttributes: attributesOf(delivery, failure, exhausted),
    };
    // The queue's policy has to let the rule in: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    const caller = ruleCaller(delivery);
    const { traceId, parentId } = caller;
    const call = { traceId, parentId, principal: servicePrincipal(caller) };
    await callAction(sqs.actions, 'SendMessage', message, call);
    return { words: `${reason}; sent to ${queueArn}`, deadLetter: 'sent' };
  } catch (error) {
    return {
      words: `${reason}; dropped, for ${queueArn} refused it: ${messageOf(error)}`,
      deadLetter: 'lost',
    };
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function attributesOf(
  { rule, target, retries }: Delivery,
  { code, message }: DeliveryFailure,
  exhausted: string | undefined,
) {
  const values = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn,
    ERROR_CODE: code,
    ERROR_MESSAGE: message || code,
    ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted, RETRY_ATTEMPTS: String(retries) }),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}
