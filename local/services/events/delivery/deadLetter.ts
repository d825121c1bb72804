import type { Sqs } from '../../sqs/Sqs.ts';
import type { Delivery } from './Delivery.ts';
import type { DeliveryFailure } from './failureOf.ts';

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
