import { expect, test } from 'vitest';
import { arnOfQueue, givenSqs } from './givenSqs.ts';

test('queues are described as they are: what waits, since when, and where their dead letters go', async () => {
  const { world, sqs, act, givenQueue, receive } = givenSqs();
  await givenQueue('letters');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOfQueue('letters'), maxReceiveCount: 3 });
  const QueueUrl = await givenQueue('work', { RedrivePolicy });
  await act('TagQueue', { QueueUrl, Tags: { owner: 'shop' } });
  const work = () => sqs.describeQueues().find(({ name }) => name === 'work')!;
  expect(work()).toMatchObject({ visible: 0, inFlight: 0, delayed: 0, waitingSince: undefined });

  const sentAt = world.clock.now();
  await act('SendMessage', { QueueUrl, MessageBody: 'one' });
  await world.clock.advance(5000);
  await act('SendMessage', { QueueUrl, MessageBody: 'other' });
  await act('SendMessage', { QueueUrl, MessageBody: 'later', DelaySeconds: 60 });
  expect(work()).toMatchObject({ visible: 2, inFlight: 0, delayed: 1, waitingSince: sentAt });
  expect(work().deadLetterArn).toBe(arnOfQueue('letters'));
  expect([...work().tags]).toEqual([['owner', 'shop']]);

  await receive(QueueUrl);
  expect(work()).toMatchObject({ visible: 0, inFlight: 2, delayed: 1 });
});
