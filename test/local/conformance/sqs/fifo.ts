import { describe, expect, test } from 'vitest';
import { bodiesOf, givenQueue, givenQueueWithDeadLetters, type SqsUnderTest } from './SqsUnderTest.ts';

export function fifo(sqs: SqsUnderTest): void {
  const { client } = sqs;
  const FIFO = { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '10' };
  const inGroup = (MessageGroupId: string) => ({ MessageGroupId });

  describe('a FIFO queue', () => {
    test('delivers a group in order, and nothing of it while one of its messages is in flight', async () => {
      const queue = await givenQueue(sqs, FIFO);
      for (const body of ['a1', 'a2']) await queue.send(body, inGroup('a'));
      await queue.send('b1', inGroup('b'));

      const [first] = await queue.receive({ MaxNumberOfMessages: 1 });
      const others = await queue.receive();
      await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: first!.ReceiptHandle });
      const next = await queue.receive();

      expect([first!.Body, bodiesOf(others), bodiesOf(next)]).toEqual(['a1', ['b1'], ['a2']]);
    });

    test('returns a failed message ahead of the ones behind it', async () => {
      const queue = await givenQueue(sqs, FIFO);
      for (const body of ['1', '2', '3']) await queue.send(body, inGroup('a'));
      await queue.receive({ MaxNumberOfMessages: 1 });

      await sqs.elapse(10_500);

      expect(bodiesOf(await queue.receive())).toEqual(['1', '2', '3']);
    });

    // Recorded on AWS, 2025: what stands behind the hidden message waits with it.
    test.each([
      [0, []],
      [1, ['1']],
      [2, ['1', '2']],
    ])('whose message %i stays hidden hands out only what stands before it', async (place, expected) => {
      const queue = await givenQueue(sqs, { ...FIFO, VisibilityTimeout: '1' });
      for (const body of ['1', '2', '3']) await queue.send(body, inGroup('a'));
      const { [place]: hidden } = await queue.receive();

      await client.changeMessageVisibility({
        QueueUrl: queue.url,
        ReceiptHandle: hidden!.ReceiptHandle,
        VisibilityTimeout: 5,
      });
      await sqs.elapse(2500);

      expect(bodiesOf(await queue.receive())).toEqual(expected);
    });

    test('accepts one message of each deduplication id in five minutes', async () => {
      const queue = await givenQueue(sqs, FIFO);
      const first = await queue.send('x', inGroup('a'));
      const second = await queue.send('x', inGroup('a'));

      const received = await queue.receive();
      await sqs.elapse(301_000);
      const third = await queue.send('x', inGroup('a'));

      expect(second).toBe(first);
      expect(received).toHaveLength(1);
      expect(third).not.toBe(first);
    });

    test('gives its messages increasing sequence numbers', async () => {
      const queue = await givenQueue(sqs, FIFO);
      for (const body of ['1', '2']) await queue.send(body, inGroup('a'));

      const [one, two] = await queue.receive();

      expect(one!.Attributes).toMatchObject({
        MessageGroupId: 'a',
        MessageDeduplicationId: expect.any(String),
      });
      expect(BigInt(two!.Attributes!.SequenceNumber!)).toBeGreaterThan(
        BigInt(one!.Attributes!.SequenceNumber!),
      );
    });

    test('needs a group id, and a deduplication id unless it deduplicates by content', async () => {
      const queue = await givenQueue(sqs, { FifoQueue: 'true' });

      await expect(queue.send('x')).rejects.toMatchObject({
        name: 'MissingParameter',
        message: 'The request must contain the parameter MessageGroupId.',
      });
      await expect(queue.send('x', inGroup('a'))).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message:
          'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      });
      await expect(queue.send('x', { ...inGroup('a b'), MessageDeduplicationId: 'x' })).rejects.toMatchObject(
        {
          name: 'InvalidParameterValue',
        },
      );
    });

    test('refuses a delay of its own for one message', async () => {
      const queue = await givenQueue(sqs, FIFO);

      await expect(queue.send('x', { ...inGroup('a'), DelaySeconds: 2 })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message:
          'Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
      });
    });

    test('refuses to delete or hide a message whose receipt handle has expired', async () => {
      const queue = await givenQueue(sqs, FIFO);
      await queue.send('x', inGroup('a'));
      const [{ ReceiptHandle } = {}] = await queue.receive();
      await sqs.elapse(10_500);

      const expired = {
        name: 'InvalidParameterValue',
        message: `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      };
      const named = { QueueUrl: queue.url, ReceiptHandle };
      await expect(client.deleteMessage(named)).rejects.toMatchObject(expired);
      await expect(client.changeMessageVisibility({ ...named, VisibilityTimeout: 5 })).rejects.toMatchObject(
        expired,
      );
    });

    test('delivers the rest of a group once its failing message is a dead letter', async () => {
      const { queue, deadLetters } = await givenQueueWithDeadLetters(sqs, 1, {
        ...FIFO,
        VisibilityTimeout: '1',
      });
      for (const body of ['bad', 'good']) await queue.send(body, inGroup('a'));
      await queue.receive({ MaxNumberOfMessages: 1 });
      await sqs.elapse(1500);

      expect(bodiesOf(await queue.receive())).toEqual(['good']);
      expect(bodiesOf(await deadLetters.receive())).toEqual(['bad']);
    });
  });
}
