import { AwsError } from '../../../platform/AwsError.ts';
import type { Sqs } from '../../sqs/createSqs.ts';
import type { Delivery } from './createDeliveryLog.ts';

/** How a delivery failed, in the words of dead letters, and whether trying again can help. */
export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

const PATTERNS: readonly [RegExp, string, boolean][] = [
  [/^INVALID_JSON$/, 'INVALID_JSON', false],
  [/NoSuchEntity/, 'FAILED_TO_ASSUME_ROLE', false],
  [/AccessDenied|Unauthorized|NotAuthorized|Forbidden/, 'NO_PERMISSIONS', false],
  [/NotFound|DoesNotExist|NonExistent/, 'NO_RESOURCE', false],
  [/Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|OverLimit/, 'THROTTLING', true],
  [/Timeout|TimedOut/, 'TIMEOUT', true],
];

/**
 * A missing permission or resource is not retried; neither is what the target refused as the
 * caller's fault, which would be refused again.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function failureOf(error: unknown): DeliveryFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return { code: 'INTERNAL_ERROR', message, retryable: true };
  const known = PATTERNS.find(([pattern]) => pattern.test(error.code));
  if (known) return { code: known[1], message, retryable: known[2] };
  const transient = error.status >= 500 || error.status === 429;
  return { code: transient ? 'ERROR_FROM_TARGET' : 'INVALID_PARAMETER', message, retryable: transient };
}

/**
 * Sends the event, as it came, to the target's dead letter queue with the attributes AWS adds.
 * Answers what became of it, for whoever reads the feed.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export async function deadLetter(
  sqs: Sqs,
  delivery: Delivery,
  failure: DeliveryFailure,
  exhausted: string | undefined,
): Promise<string> {
  const queueArn = delivery.target.DeadLetterConfig?.Arn;
  const reason = exhausted ? `${exhausted} used up` : 'not retried';
  if (!queueArn) return `${reason}; no dead letter queue, the event is dropped`;
  const queueUrl = sqs.urlOf(queueArn);
  if (!queueUrl) return `${reason}; dropped, for ${queueArn} does not exist`;
  try {
    await sqs.actions['SendMessage']!(
      {
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(delivery.event),
        MessageAttributes: attributesOf(delivery, failure, exhausted),
      },
      delivery.call,
    );
    return `${reason}; sent to ${queueArn}`;
  } catch (error) {
    return `${reason}; dropped, for ${queueArn} refused it: ${(error as Error).message}`;
  }
}

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
