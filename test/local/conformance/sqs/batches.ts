import { describe, expect, test } from 'vitest';
import { bodiesOf, givenQueue, type SqsUnderTest } from './SqsUnderTest.ts';

export function batches(sqs: SqsUnderTest): void {
  const { client } = sqs;
  const entries = (...ids: string[]) => ids.map((Id) => ({ Id, MessageBody: Id }));

  describe('a batch', () => {
    test('sends all its entries', async () => {
      const queue = await givenQueue(sqs);

      const { Successful, Failed } = await client.sendMessageBatch({
        QueueUrl: queue.url,
        Entries: entries('a', 'b'),
      });

      expect(Successful).toMatchObject([{ Id: 'a' }, { Id: 'b' }]);
      expect(Failed ?? []).toEqual([]);
      expect(bodiesOf(await queue.receive()).sort()).toEqual(['a', 'b']);
    });

    test('fails only in the entries that are refused', async () => {
      const queue = await givenQueue(sqs);
      const Entries = [...entries('good'), { Id: 'bad', MessageBody: 'x', DelaySeconds: 901 }];

      const { Successful, Failed } = await client.sendMessageBatch({ QueueUrl: queue.url, Entries });

      expect(Successful).toMatchObject([{ Id: 'good' }]);
      expect(Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true }]);
    });

    test.each([
      ['no entries', [], 'EmptyBatchRequest'],
      ['eleven entries', entries(...'abcdefghijk'), 'TooManyEntriesInBatchRequest'],
      ['an id twice', entries('a', 'a'), 'BatchEntryIdsNotDistinct'],
      ['an odd id', entries('a b'), 'InvalidBatchEntryId'],
      ['a long id', entries('a'.repeat(81)), 'InvalidBatchEntryId'],
    ])('with %s is refused as a whole', async (_, Entries, name) => {
      const queue = await givenQueue(sqs);

      await expect(client.sendMessageBatch({ QueueUrl: queue.url, Entries })).rejects.toMatchObject({ name });
      expect(await queue.receive()).toEqual([]);
    });

    test('above a megabyte is refused as a whole', async () => {
      const queue = await givenQueue(sqs);
      const half = 'x'.repeat(512 * 1024);
      const Entries = [
        { Id: 'a', MessageBody: half },
        { Id: 'b', MessageBody: `${half}y` },
      ];

      await expect(client.sendMessageBatch({ QueueUrl: queue.url, Entries })).rejects.toMatchObject({
        name: 'BatchRequestTooLong',
        message: 'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
      });
    });

    test('of deletes and of visibility changes fails only where a handle is wrong', async () => {
      const queue = await givenQueue(sqs);
      for (const body of ['a', 'b']) await queue.send(body);
      const [a, b] = await queue.receive();
      const wrong = { Id: 'wrong', ReceiptHandle: 'nonsense' };

      const returned = await client.changeMessageVisibilityBatch({
        QueueUrl: queue.url,
        Entries: [
          { Id: 'a', ReceiptHandle: a!.ReceiptHandle, VisibilityTimeout: 0 },
          { ...wrong, VisibilityTimeout: 0 },
        ],
      });
      const deleted = await client.deleteMessageBatch({
        QueueUrl: queue.url,
        Entries: [{ Id: 'b', ReceiptHandle: b!.ReceiptHandle }, wrong],
      });

      expect(returned).toMatchObject({
        Successful: [{ Id: 'a' }],
        Failed: [{ Id: 'wrong', Code: 'ReceiptHandleIsInvalid' }],
      });
      expect(deleted).toMatchObject({
        Successful: [{ Id: 'b' }],
        Failed: [{ Id: 'wrong', Code: 'ReceiptHandleIsInvalid' }],
      });
      expect(bodiesOf(await queue.receive())).toEqual([a!.Body]);
    });
  });
}
