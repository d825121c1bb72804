import { describe, expect, test } from 'vitest';
import {
  bodiesOf,
  failToHandle,
  givenQueue,
  givenQueueWithDeadLetters,
  type SqsUnderTest,
} from './SqsUnderTest.ts';

export function moveTasks(sqs: SqsUnderTest): void {
  const { client } = sqs;

  const tasksOf = async (SourceArn: string) =>
    (await client.listMessageMoveTasks({ SourceArn, MaxResults: 10 })).Results;

  const givenDeadLetters = async (...bodies: string[]) => {
    const queues = await givenQueueWithDeadLetters(sqs, 1);
    for (const body of bodies) await queues.queue.send(body);
    await failToHandle(sqs, queues.queue, 2);
    return queues;
  };

  describe('a move task', () => {
    test('returns dead letters to their source queue as new messages with a receive count of zero', async () => {
      const { queue, deadLetters } = await givenDeadLetters('{"a": 1}');
      const [dead] = await deadLetters.receive({ VisibilityTimeout: 0 });

      await client.startMessageMoveTask({ SourceArn: deadLetters.arn });
      await sqs.elapse(5000);

      const [moved] = await queue.receive();
      expect(moved).toMatchObject({ Body: '{"a": 1}', Attributes: { ApproximateReceiveCount: '1' } });
      expect(moved!.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
      expect(moved!.MessageId).not.toBe(dead!.MessageId);
      expect(await deadLetters.receive()).toEqual([]);
      const [task] = (await tasksOf(deadLetters.arn))!;
      expect(task).toMatchObject({
        Status: 'COMPLETED',
        ApproximateNumberOfMessagesMoved: 1,
        ApproximateNumberOfMessagesToMove: 1,
      });
      expect(task).not.toHaveProperty('TaskHandle');
      expect(task).not.toHaveProperty('DestinationArn');
    });

    test('returns each dead letter to its own source queue', async () => {
      const { queue: first, deadLetters } = await givenDeadLetters('first');
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 1 });
      const second = await givenQueue(sqs, { RedrivePolicy, VisibilityTimeout: '1' });
      await second.send('second');
      await failToHandle(sqs, second, 2);

      await client.startMessageMoveTask({ SourceArn: deadLetters.arn });
      await sqs.elapse(5000);

      expect(bodiesOf(await first.receive())).toEqual(['first']);
      expect(bodiesOf(await second.receive())).toEqual(['second']);
    });

    test('moves to another queue at its rate until it is cancelled', async () => {
      const { deadLetters } = await givenDeadLetters('a', 'b', 'c', 'd', 'e', 'f');
      const destination = await givenQueue(sqs);
      const { TaskHandle } = await client.startMessageMoveTask({
        SourceArn: deadLetters.arn,
        DestinationArn: destination.arn,
        MaxNumberOfMessagesPerSecond: 1,
      });

      expect(await tasksOf(deadLetters.arn)).toMatchObject([
        { Status: 'RUNNING', TaskHandle, DestinationArn: destination.arn, MaxNumberOfMessagesPerSecond: 1 },
      ]);
      await sqs.elapse(2500);
      const { ApproximateNumberOfMessagesMoved: moved } = await client.cancelMessageMoveTask({ TaskHandle });
      await sqs.elapse(5000);

      expect(moved).toBeLessThan(6);
      expect(await tasksOf(deadLetters.arn)).toMatchObject([{ Status: 'CANCELLED' }]);
      const [left, arrived] = [await deadLetters.receive(), await destination.receive()];
      expect(left.length + arrived.length).toBe(6);
      expect(left.length).toBeGreaterThan(0);
    });

    test('runs alone on its source queue', async () => {
      const { deadLetters } = await givenDeadLetters('a', 'b');
      const start = () =>
        client.startMessageMoveTask({ SourceArn: deadLetters.arn, MaxNumberOfMessagesPerSecond: 1 });
      await start();

      await expect(start()).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message:
          'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      });
    });

    test('needs a dead-letter queue as its source', async () => {
      const queue = await givenQueue(sqs);

      await expect(client.startMessageMoveTask({ SourceArn: queue.arn })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message: 'Source queue must be configured as a Dead Letter Queue.',
      });
      await expect(client.startMessageMoveTask({ SourceArn: `${queue.arn}-missing` })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    });

    test('needs a destination that exists', async () => {
      const { deadLetters } = await givenQueueWithDeadLetters(sqs, 1);

      await expect(
        client.startMessageMoveTask({
          SourceArn: deadLetters.arn,
          DestinationArn: `${deadLetters.arn}-missing`,
        }),
      ).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: "The resource that you specified for the DestinationArn parameter doesn't exist.",
      });
    });

    test('fails, and loses nothing, when its destination is deleted', async () => {
      const { deadLetters } = await givenDeadLetters('a', 'b', 'c');
      const destination = await givenQueue(sqs);
      await client.startMessageMoveTask({
        SourceArn: deadLetters.arn,
        DestinationArn: destination.arn,
        MaxNumberOfMessagesPerSecond: 1,
      });
      await client.deleteQueue({ QueueUrl: destination.url });
      await sqs.elapse(5000);

      const [task] = (await tasksOf(deadLetters.arn))!;
      expect(task).toMatchObject({
        Status: 'FAILED',
        FailureReason: 'AWS.SimpleQueueService.NonExistentQueue',
      });
      expect(await deadLetters.receive()).toHaveLength(3 - Number(task!.ApproximateNumberOfMessagesMoved));
    });

    test('fails, and loses nothing, on a message that was sent to the dead letters directly', async () => {
      const { deadLetters } = await givenQueueWithDeadLetters(sqs, 1);
      await deadLetters.send('of no origin');

      await client.startMessageMoveTask({ SourceArn: deadLetters.arn });
      await sqs.elapse(5000);

      expect(await tasksOf(deadLetters.arn)).toMatchObject([
        { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' },
      ]);
      expect(bodiesOf(await deadLetters.receive())).toEqual(['of no origin']);
    });

    test('that comes upon a message of no origin fails there, and what it moved before stays moved', async () => {
      const { queue, deadLetters } = await givenDeadLetters('first', 'second');
      await deadLetters.send('of no origin');

      await client.startMessageMoveTask({ SourceArn: deadLetters.arn });
      await sqs.elapse(5000);

      const [task] = (await tasksOf(deadLetters.arn))!;
      expect(task).toMatchObject({
        Status: 'FAILED',
        FailureReason: 'CouldNotDetermineMessageSource',
        ApproximateNumberOfMessagesToMove: 3,
      });
      const [left, home] = [bodiesOf(await deadLetters.receive()), bodiesOf(await queue.receive())];
      expect(home).toHaveLength(Number(task!.ApproximateNumberOfMessagesMoved));
      expect([...left, ...home].sort()).toEqual(['first', 'of no origin', 'second']);
      expect(left).toContain('of no origin');
      // With a destination it needs no origin.
      await client.startMessageMoveTask({ SourceArn: deadLetters.arn, DestinationArn: queue.arn });
    });

    test('gives its messages the time of its own as theirs, which a move to the dead letters does not', async () => {
      const { queue, deadLetters } = await givenQueueWithDeadLetters(sqs, 1);
      await queue.send('old');
      const [sent] = await queue.receive();
      await sqs.elapse(1500);
      await queue.receive();
      const [dead] = await deadLetters.receive({ VisibilityTimeout: 0 });
      expect(dead!.Attributes!.SentTimestamp).toBe(sent!.Attributes!.SentTimestamp);
      expect(dead!.Attributes!.ApproximateFirstReceiveTimestamp).toBe(
        sent!.Attributes!.ApproximateFirstReceiveTimestamp,
      );

      await client.startMessageMoveTask({ SourceArn: deadLetters.arn });
      await sqs.elapse(5000);

      const [moved] = await queue.receive();
      expect(Number(moved!.Attributes!.SentTimestamp)).toBeGreaterThan(
        Number(sent!.Attributes!.SentTimestamp) + 1000,
      );
    });

    test('that is cancelled is the only one of its queue until it is', async () => {
      const { deadLetters } = await givenDeadLetters('a', 'b', 'c', 'd', 'e', 'f');
      const start = () =>
        client.startMessageMoveTask({ SourceArn: deadLetters.arn, MaxNumberOfMessagesPerSecond: 1 });
      const { TaskHandle } = await start();
      await client.cancelMessageMoveTask({ TaskHandle });
      // No request may be quick enough to see it cancelling.
      expect(['CANCELLING', 'CANCELLED']).toContain((await tasksOf(deadLetters.arn))![0]!.Status);
      await expect(client.cancelMessageMoveTask({ TaskHandle })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
      await sqs.elapse(5000);
      expect(await tasksOf(deadLetters.arn)).toMatchObject([{ Status: 'CANCELLED' }]);
      await start();
    });

    test('is cancelled only by its handle', async () => {
      const { arn } = await givenQueue(sqs);
      const handle = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64');

      await expect(client.cancelMessageMoveTask({ TaskHandle: 'nonsense' })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message: 'Value for parameter TaskHandle is invalid.',
      });
      await expect(
        client.cancelMessageMoveTask({ TaskHandle: handle({ taskId: 'x', sourceArn: arn }) }),
      ).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'Task does not exist.' });
    });
  });
}
