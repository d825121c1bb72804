import { describe, expect, test } from 'vitest';
import {
  bodiesOf,
  failToHandle,
  givenQueue,
  givenQueueWithDeadLetters,
  type SqsUnderTest,
} from './SqsUnderTest.ts';

export function deadLetters(sqs: SqsUnderTest): void {
  const { client } = sqs;

  describe('a dead letter', () => {
    test('keeps the id, body, attributes and receive count of its message, and names its source queue', async () => {
      const { queue, deadLetters: dead } = await givenQueueWithDeadLetters(sqs, 2);
      const body = '{ "spaced" : [1,  2] }\n';
      const MessageAttributes = { reason: { DataType: 'String', StringValue: 'x' } };
      const MessageId = await queue.send(body, { MessageAttributes });

      await failToHandle(sqs, queue, 2);

      expect(await queue.receive()).toEqual([]);
      expect(await dead.receive()).toMatchObject([
        {
          MessageId,
          Body: body,
          MessageAttributes,
          Attributes: { ApproximateReceiveCount: '3', DeadLetterQueueSourceArn: queue.arn },
        },
      ]);
    });

    test('is made only after maxReceiveCount receives', async () => {
      const { queue, deadLetters: dead } = await givenQueueWithDeadLetters(sqs, 2);
      await queue.send('x');

      await failToHandle(sqs, queue, 1);

      expect(bodiesOf(await queue.receive())).toEqual(['x']);
      expect(await dead.receive()).toEqual([]);
    });

    test('is never made without a redrive policy, however often the message fails', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '1' });
      await queue.send('x');

      await failToHandle(sqs, queue, 5);

      expect(await queue.receive()).toMatchObject([
        { Body: 'x', Attributes: { ApproximateReceiveCount: '6' } },
      ]);
    });

    test('queue lists the queues it serves', async () => {
      const { queue, deadLetters: dead } = await givenQueueWithDeadLetters(sqs, 2);

      const { queueUrls } = await client.listDeadLetterSourceQueues({ QueueUrl: dead.url });

      expect(queueUrls).toEqual([queue.url]);
    });

    test('queue lists many sources in pages', async () => {
      const { queue, deadLetters: dead } = await givenQueueWithDeadLetters(sqs, 2);
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
      const others = [await givenQueue(sqs, { RedrivePolicy }), await givenQueue(sqs, { RedrivePolicy })];

      const found: string[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.listDeadLetterSourceQueues({
          QueueUrl: dead.url,
          MaxResults: 2,
          NextToken,
        });
        expect(page.queueUrls!.length).toBeLessThanOrEqual(2);
        found.push(...page.queueUrls!);
        NextToken = page.NextToken;
      } while (NextToken);

      expect(found.sort()).toEqual([queue, ...others].map(({ url }) => url).sort());
    });

    test('queue can restrict the queues it serves', async () => {
      const denied = await givenQueue(sqs, { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' });
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: denied.arn, maxReceiveCount: 2 });

      await expect(givenQueue(sqs, { RedrivePolicy })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });

    test('queue must exist and be of the same kind', async () => {
      const standard = await givenQueue(sqs);
      const policy = (deadLetterTargetArn: string) =>
        JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });

      await expect(givenQueue(sqs, { RedrivePolicy: policy(`${standard.arn}-missing`) })).rejects.toThrow(
        'Dead letter target does not exist',
      );
      await expect(
        givenQueue(sqs, { FifoQueue: 'true', RedrivePolicy: policy(standard.arn) }),
      ).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });

    test.each(['0', '1001', '"many"'])('is not made after %s receives', async (maxReceiveCount) => {
      const dead = await givenQueue(sqs);
      const RedrivePolicy = `{"deadLetterTargetArn":"${dead.arn}","maxReceiveCount":${maxReceiveCount}}`;

      await expect(givenQueue(sqs, { RedrivePolicy })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });
  });
}
