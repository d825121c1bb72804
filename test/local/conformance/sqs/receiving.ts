import { describe, expect, test } from 'vitest';
import { bodiesOf, givenQueue, type SqsUnderTest } from './SqsUnderTest.ts';

export function receiving(sqs: SqsUnderTest): void {
  const { client } = sqs;

  describe('a received message', () => {
    test('is hidden until its visibility timeout is over, then received again and counted', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '10' });
      await queue.send('x');
      const [first] = await queue.receive();

      await sqs.elapse(9000);
      expect(await queue.receive()).toEqual([]);
      await sqs.elapse(1500);
      const [second] = await queue.receive();

      expect(second!.MessageId).toBe(first!.MessageId);
      expect(second!.ReceiptHandle).not.toBe(first!.ReceiptHandle);
      expect(first!.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
      expect(second!.Attributes).toMatchObject({
        ApproximateReceiveCount: '2',
        SentTimestamp: first!.Attributes!.SentTimestamp,
        ApproximateFirstReceiveTimestamp: first!.Attributes!.ApproximateFirstReceiveTimestamp,
      });
    });

    test('that is deleted never comes back, however often it is deleted', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '1' });
      await queue.send('x');
      const [{ ReceiptHandle } = {}] = await queue.receive();

      await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle });
      await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle });
      await sqs.elapse(1500);

      expect(await queue.receive()).toEqual([]);
    });

    test('is not deleted by the handle of an earlier receive', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '1' });
      await queue.send('x');
      const [{ ReceiptHandle: stale } = {}] = await queue.receive();
      await sqs.elapse(1500);
      await queue.receive();

      await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: stale });
      await sqs.elapse(1500);

      expect(bodiesOf(await queue.receive())).toEqual(['x']);
    });

    test('can be made visible at once, or hidden for longer', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '10' });
      await queue.send('x');
      const [{ ReceiptHandle } = {}] = await queue.receive();
      await client.changeMessageVisibility({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 0 });
      const [{ ReceiptHandle: again } = {}] = await queue.receive();
      await client.changeMessageVisibility({
        QueueUrl: queue.url,
        ReceiptHandle: again,
        VisibilityTimeout: 20,
      });

      await sqs.elapse(15_000);
      expect(await queue.receive()).toEqual([]);
      await sqs.elapse(6000);
      expect(bodiesOf(await queue.receive())).toEqual(['x']);
    });

    test('cannot be hidden for more than twelve hours from its receive', async () => {
      const queue = await givenQueue(sqs);
      await queue.send('x');
      const [{ ReceiptHandle } = {}] = await queue.receive();
      await sqs.elapse(2000);

      await expect(
        client.changeMessageVisibility({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 43_200 }),
      ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await expect(
        client.changeMessageVisibility({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 43_201 }),
      ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    test('is not hidden by the handle of a receive that is over, which is no error', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '1' });
      await queue.send('x');
      const [{ ReceiptHandle } = {}] = await queue.receive();
      await sqs.elapse(1500);
      const hide = { QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 60 };
      const Entries = [{ Id: 'a', ReceiptHandle, VisibilityTimeout: 60 }];

      await client.changeMessageVisibility(hide);
      expect(await client.changeMessageVisibilityBatch({ QueueUrl: queue.url, Entries })).toMatchObject({
        Successful: [{ Id: 'a' }],
      });

      const [{ Body } = {}] = await queue.receive();
      expect(Body).toBe('x');
    });

    test('that was deleted has no visibility to change', async () => {
      const queue = await givenQueue(sqs);
      await queue.send('x');
      const [{ ReceiptHandle } = {}] = await queue.receive();
      await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle });

      await expect(
        client.changeMessageVisibility({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 1 }),
      ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });
  });

  describe('a receive', () => {
    test('returns one message unless the caller asks for more, and each at most once', async () => {
      const queue = await givenQueue(sqs);
      for (const body of ['a', 'b', 'c']) await queue.send(body);

      const { Messages: one } = await client.receiveMessage({ QueueUrl: queue.url });
      const rest = await queue.receive();

      expect([...bodiesOf(one!), ...bodiesOf(rest)].sort()).toEqual(['a', 'b', 'c']);
      expect(one).toHaveLength(1);
    });

    test('with a wait answers with the first message that arrives', async () => {
      const queue = await givenQueue(sqs);
      const waiting = queue.receive({ WaitTimeSeconds: 20 });

      await queue.send('x');

      expect(bodiesOf(await waiting)).toEqual(['x']);
    });

    test('waits as long as the queue is configured to where the caller sets no time', async () => {
      const queue = await givenQueue(sqs, { ReceiveMessageWaitTimeSeconds: '20', DelaySeconds: '1' });
      const waiting = queue.receive();

      await queue.send('x');
      await sqs.elapse(1500);

      expect(bodiesOf(await waiting)).toEqual(['x']);
    });

    test('names the parameter that is out of range', async () => {
      const queue = await givenQueue(sqs);

      await expect(queue.receive({ MaxNumberOfMessages: 11 })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message:
          'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
      });
      await expect(queue.receive({ WaitTimeSeconds: 21 })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message:
          'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      });
    });

    test('refuses receipt handles that the queue never issued', async () => {
      const [queue, other] = [await givenQueue(sqs), await givenQueue(sqs)];
      await other.send('x');
      const [{ ReceiptHandle } = {}] = await other.receive();

      for (const handle of ['nonsense', ReceiptHandle]) {
        await expect(
          client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: handle }),
        ).rejects.toMatchObject({
          name: 'ReceiptHandleIsInvalid',
        });
      }
    });
  });
}
