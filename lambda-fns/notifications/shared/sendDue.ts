import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { environment } from '../../platform/environment.ts';
import { RetryableError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { sqs } from '../../platform/queues.ts';
import { entities } from './entities.ts';

/** What one look hands over at most: the next one finds the rest. Chosen. */
const MOST_DUE = 500;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAX_BATCH = 10;

/**
 * Hands what waited for the end of quiet hours to the worker that sends. It waits in the table rather than in the queue, where a
 * message is hidden for 12 hours at most and counts as late.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export const sendDue = async (now: Instant) => {
  const { data } = await entities.Delivery.query
    .postponed({})
    .lte({ waitsUntil: now.iso })
    .go({ limit: MOST_DUE });
  const entries = [
    ...new Set(
      data.map(({ userId, subjectId }) => JSON.stringify({ userId, notificationId: subjectId, due: true })),
    ),
  ];
  for (let first = 0; first < entries.length; first += MAX_BATCH) {
    const Entries = entries
      .slice(first, first + MAX_BATCH)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: environment.SEND_QUEUE_URL, Entries }),
    );
    if (Failed.length > 0)
      throw new RetryableError('InternalFailure', `SQS took all but ${Failed.length} messages`);
  }
  return entries.length;
};
