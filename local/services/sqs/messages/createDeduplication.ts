import type { World } from '../../../platform/World.ts';
import { createExpiringMap } from '../../../platform/createExpiringMap.ts';
import { sqsError } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const DEDUPLICATION_INTERVAL_MS = 5 * 60_000;
/** A queue takes 3,000 messages a second: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_RESULTS = (DEDUPLICATION_INTERVAL_MS / 1000) * 3000;

/** The results that a FIFO queue returned for each deduplication id in the last five minutes. */
export interface Deduplication {
  find(key: string): SendResult | undefined;
  remember(key: string, result: SendResult): void;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_ResponseSyntax */
export interface SendResult {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
  readonly SequenceNumber?: string;
}

interface SavedResult {
  readonly answer: SendResult;
  /** Epoch milliseconds. */
  readonly until: number;
}

export function createDeduplication({ clock, journal }: World, queueName: string): Deduplication {
  const tree = `sqs/deduplication/${queueName}`;
  const results = createExpiringMap<SavedResult>(clock, {
    lifeMs: DEDUPLICATION_INTERVAL_MS,
    onExpired: (key) => journal.append([{ tree, key }]),
  });
  for (const [key, value] of journal.entries<SavedResult>(tree)) results.set(key, value, value.until);

  return {
    find: (key) => results.get(key)?.answer,
    remember(key, result) {
      if (results.size >= MOST_RESULTS) throw sqsError('RequestThrottled', 'Rate exceeded.');
      const value: SavedResult = { answer: result, until: clock.now() + DEDUPLICATION_INTERVAL_MS };
      results.set(key, value, value.until);
      journal.append([{ tree, key, value }]);
    },
  };
}
