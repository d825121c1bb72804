import type { World } from '../../../platform/World.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const DEDUPLICATION_INTERVAL_MS = 5 * 60_000;

/** What a FIFO queue answered to each deduplication id in the last five minutes. */
export interface Deduplication {
  find(key: string): object | undefined;
  remember(key: string, answer: object): void;
}

export function createDeduplication({ clock, journal }: World, queueName: string): Deduplication {
  const tree = `sqs/deduplication/${queueName}`;
  const answers = new Map<string, { answer: object; until: number }>(journal.entries(tree));

  // A Map keeps insertion order and every entry lives equally long: the oldest come first.
  const forgetOld = () => {
    for (const [key, { until }] of answers) {
      if (until > clock.now()) return;
      answers.delete(key);
      journal.append([{ tree, key }]);
    }
  };

  return {
    find(key) {
      forgetOld();
      return answers.get(key)?.answer;
    },
    remember(key, answer) {
      const value = { answer, until: clock.now() + DEDUPLICATION_INTERVAL_MS };
      answers.set(key, value);
      journal.append([{ tree, key, value }]);
    },
  };
}
