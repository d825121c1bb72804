import type { World } from '../../../platform/World.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const DEDUPLICATION_INTERVAL_MS = 5 * 60_000;

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
  const results = new Map(journal.entries<SavedResult>(tree));

  // A Map keeps insertion order and every entry lives equally long, so the oldest come first.
  const deleteExpired = () => {
    for (const [key, { until }] of results) {
      if (until > clock.now()) return;
      results.delete(key);
      journal.append([{ tree, key }]);
    }
  };

  return {
    find(key) {
      deleteExpired();
      return results.get(key)?.answer;
    },
    remember(key, result) {
      const value: SavedResult = { answer: result, until: clock.now() + DEDUPLICATION_INTERVAL_MS };
      results.set(key, value);
      journal.append([{ tree, key, value }]);
    },
  };
}
