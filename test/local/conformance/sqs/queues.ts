import { describe, expect, test } from 'vitest';
import { bodiesOf, givenQueue, type SqsUnderTest } from './SqsUnderTest.ts';

export function queues(sqs: SqsUnderTest): void {
  const { client } = sqs;

  const nameOf = (url: string) => url.split('/').at(-1)!;

  describe('a queue', () => {
    test('is found by its name, and listed by its prefix', async () => {
      const queue = await givenQueue(sqs);
      const QueueName = nameOf(queue.url);

      expect((await client.getQueueUrl({ QueueName })).QueueUrl).toBe(queue.url);
      expect((await client.listQueues({ QueueNamePrefix: QueueName })).QueueUrls).toEqual([queue.url]);
      expect(queue.arn.split(':').at(-1)).toBe(QueueName);
    });

    test('can be created again only with the same attributes', async () => {
      const queue = await givenQueue(sqs, { DelaySeconds: '5' });
      const QueueName = nameOf(queue.url);

      expect((await client.createQueue({ QueueName, Attributes: { DelaySeconds: '5' } })).QueueUrl).toBe(
        queue.url,
      );
      await expect(
        client.createQueue({ QueueName, Attributes: { DelaySeconds: '6' } }),
      ).rejects.toMatchObject({
        name: 'QueueNameExists',
        message: 'A queue already exists with the same name and a different value for attribute DelaySeconds',
      });
    });

    test('that does not exist is refused by name', async () => {
      const { url } = await givenQueue(sqs);

      await expect(client.getQueueUrl({ QueueName: 'missing' })).rejects.toMatchObject({
        name: 'QueueDoesNotExist',
        message: 'The specified queue does not exist.',
        Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
        $metadata: { httpStatusCode: 400 },
      });
      await expect(
        client.sendMessage({ QueueUrl: `${url}-missing`, MessageBody: 'x' }),
      ).rejects.toMatchObject({
        name: 'QueueDoesNotExist',
      });
    });

    test('that was deleted is gone, and its name cannot be used for a minute', async () => {
      const queue = await givenQueue(sqs);
      await client.deleteQueue({ QueueUrl: queue.url });

      await expect(queue.send('x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
      await expect(client.createQueue({ QueueName: nameOf(queue.url) })).rejects.toMatchObject({
        name: 'QueueDeletedRecently',
      });
      await sqs.elapse(61_000);
      await client.createQueue({ QueueName: nameOf(queue.url) });
      expect(await queue.receive()).toEqual([]);
    });

    test('has AWS’s defaults', async () => {
      const queue = await givenQueue(sqs);

      const { Attributes } = await client.getQueueAttributes({
        QueueUrl: queue.url,
        AttributeNames: ['All'],
      });

      expect(Attributes).toMatchObject({
        DelaySeconds: '0',
        MaximumMessageSize: '1048576',
        MessageRetentionPeriod: '345600',
        ReceiveMessageWaitTimeSeconds: '0',
        VisibilityTimeout: '30',
        QueueArn: queue.arn,
        ApproximateNumberOfMessages: '0',
      });
      expect(Attributes).not.toHaveProperty('RedrivePolicy');
      expect(Attributes).not.toHaveProperty('FifoQueue');
    });

    test('changes its attributes, and an empty redrive policy takes it away', async () => {
      const dead = await givenQueue(sqs);
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
      const queue = await givenQueue(sqs, { RedrivePolicy });

      await client.setQueueAttributes({
        QueueUrl: queue.url,
        Attributes: { RedrivePolicy: '', VisibilityTimeout: '7' },
      });

      expect(await queue.attribute('RedrivePolicy')).toBeUndefined();
      expect(await queue.attribute('VisibilityTimeout')).toBe('7');
    });

    test('refuses attributes it does not have and values they cannot take', async () => {
      const { url: QueueUrl } = await givenQueue(sqs);
      const set = (Attributes: Record<string, string>) => client.setQueueAttributes({ QueueUrl, Attributes });

      await expect(set({ Nonsense: '1' })).rejects.toMatchObject({
        name: 'InvalidAttributeName',
        message: 'Unknown Attribute Nonsense.',
      });
      await expect(set({ FifoQueue: 'true' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
      await expect(set({ DeduplicationScope: 'queue' })).rejects.toMatchObject({
        name: 'InvalidAttributeName',
        message: 'You can specify the DeduplicationScope only when FifoQueue is set to true.',
      });
      await expect(set({ VisibilityTimeout: '43201' })).rejects.toMatchObject({
        name: 'InvalidAttributeValue',
      });
    });

    test('refuses invalid names', async () => {
      for (const QueueName of ['a b', 'a'.repeat(81), 'standard.fifo']) {
        await expect(client.createQueue({ QueueName })).rejects.toMatchObject({
          name: 'InvalidParameterValue',
        });
      }
    });

    test('is purged of every message, once a minute', async () => {
      const queue = await givenQueue(sqs);
      await queue.send('in flight');
      await queue.receive({ VisibilityTimeout: 30 });
      await queue.send('visible');
      await queue.send('delayed', { DelaySeconds: 1 });

      await client.purgeQueue({ QueueUrl: queue.url });

      await expect(client.purgeQueue({ QueueUrl: queue.url })).rejects.toMatchObject({
        name: 'PurgeQueueInProgress',
      });
      await sqs.elapse(61_000);
      expect(await queue.receive()).toEqual([]);
      await client.purgeQueue({ QueueUrl: queue.url });
    });

    test('deletes messages older than its retention period', async () => {
      const queue = await givenQueue(sqs, { MessageRetentionPeriod: '60' });
      await queue.send('old');
      await sqs.elapse(30_000);
      await queue.send('young');

      await sqs.elapse(31_000);

      expect(bodiesOf(await queue.receive())).toEqual(['young']);
    });

    test('keeps its tags', async () => {
      const { url: QueueUrl } = await givenQueue(sqs);
      await client.tagQueue({ QueueUrl, Tags: { a: '1', b: '' } });
      await client.untagQueue({ QueueUrl, TagKeys: ['a'] });

      expect((await client.listQueueTags({ QueueUrl })).Tags).toEqual({ b: '' });
    });
  });
}
