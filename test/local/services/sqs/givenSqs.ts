import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import { createSqs } from '../../../../local/services/sqs/createSqs.ts';
import { testCall } from '../../../support/serveActions.ts';

/** SQS in a world whose time stands still, and every record of its feed. */
export function givenSqs() {
  const world = createWorld({ frozenAt: Date.parse('2030-01-01'), seed: 1 });
  const sqs = createSqs(world);
  const feedRecords: FeedRecord[] = [];
  world.feed.subscribe((record) => feedRecords.push(record));
  const act = (action: string, input: object = {}, call = testCall) => sqs.actions[action]!(input, call);

  return {
    world,
    sqs,
    act,
    feedRecords,
    /** A queue's URL. */
    async givenQueue(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
      return (await act('CreateQueue', { QueueName, Attributes })).QueueUrl;
    },
    async receive(QueueUrl: string, more: object = {}): Promise<any[]> {
      const input = { QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more };
      return (await act('ReceiveMessage', input)).Messages ?? [];
    },
    /** The changes of messages in the feed, such as `sent`, in order. */
    changes: () => feedRecords.flatMap((record) => (record.kind === 'message' ? [record.change] : [])),
  };
}

export const arnOfQueue = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
