import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { backOffSeconds } from './backOffSeconds.ts';
import { environment } from './environment.ts';
import { errorFields, logger } from './logger.ts';
import { queues } from './queues.ts';

/**
 * Gives a message back to its queue, to be delivered again after a while that grows. If SQS cannot be told
 * so, the queue's own visibility timeout is that while.
 */
export const postpone = async ({ messageId, receiptHandle, attributes }: SQSRecord) => {
  const VisibilityTimeout = backOffSeconds(Number(attributes.ApproximateReceiveCount));
  try {
    await queues.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: environment.QUEUE_URL,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout,
      }),
    );
  } catch (error) {
    logger.warn('back-off not set', { messageId, ...errorFields(error) });
  }
  return { itemIdentifier: messageId };
};
