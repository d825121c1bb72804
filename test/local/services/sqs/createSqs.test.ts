import { describe, expect, test } from 'vitest';
import { testCall } from '../../../support/serveActions.ts';
import { arnOfQueue, givenSqs } from './givenSqs.ts';

const redriveTo = (name: string, maxReceiveCount: number) =>
  JSON.stringify({ deadLetterTargetArn: arnOfQueue(name), maxReceiveCount });

describe('time', () => {
  test('that stands still keeps a message hidden, to the millisecond', async () => {
    const { world, act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q', { VisibilityTimeout: '30' });
    await act('SendMessage', { QueueUrl, MessageBody: 'x' });
    await receive(QueueUrl);

    await world.clock.advance(29_999);
    expect(await receive(QueueUrl)).toEqual([]);
    await world.clock.advance(1);
    expect(await receive(QueueUrl)).toHaveLength(1);
  });

  test('ends a long poll that found nothing', async () => {
    const { world, act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const waiting = act('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 5 });

    await world.activity.idle();
    await world.clock.advance(5000);

    expect(await waiting).toEqual({});
  });

  test('is all that a long poll waits for: the cloud is idle meanwhile', async () => {
    const { world, act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');
    let answered = false;
    const caller = world.activity.run(async () => {
      await act('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 20 });
      answered = true;
    });

    await world.activity.idle();
    expect(answered).toBe(false);
    await world.clock.advance(20_000);
    await caller;
  });

  test('gives the same ids in the same order from the same seed', async () => {
    const run = async () => {
      const { act, givenQueue, receive } = givenSqs();
      const QueueUrl = await givenQueue('q');
      await act('SendMessage', { QueueUrl, MessageBody: 'x' });
      return receive(QueueUrl);
    };

    expect(await run()).toEqual(await run());
  });
});

describe('the feed', () => {
  test('records every change of a message', async () => {
    const { world, act, givenQueue, receive, changes, feedRecords } = givenSqs();
    const dead = await givenQueue('dead');
    const QueueUrl = await givenQueue('q', { RedrivePolicy: redriveTo('dead', 1) });
    await act('SendMessage', { QueueUrl, MessageBody: 'x' });
    await receive(QueueUrl);
    await world.clock.advance(30_000);
    await receive(QueueUrl);
    await act('StartMessageMoveTask', { SourceArn: arnOfQueue('dead') });
    await world.clock.advance(0);
    const [{ ReceiptHandle }] = await receive(QueueUrl);
    await act('DeleteMessage', { QueueUrl, ReceiptHandle });

    expect(changes()).toEqual([
      'sent',
      'received',
      'returned',
      'deadLettered',
      'redriven',
      'sent',
      'received',
      'deleted',
    ]);
    expect(feedRecords.filter((record) => 'to' in record)).toMatchObject([
      { change: 'deadLettered', queue: 'q', to: 'dead', receiveCount: 1 },
      { change: 'redriven', queue: 'dead', to: 'q' },
    ]);
    expect(await receive(dead)).toEqual([]);
  });

  test('records messages that expired or were purged', async () => {
    const { world, act, givenQueue, changes } = givenSqs();
    const QueueUrl = await givenQueue('q', { MessageRetentionPeriod: '60' });
    await act('SendMessage', { QueueUrl, MessageBody: 'x' });
    await world.clock.advance(60_000);
    await act('SendMessage', { QueueUrl, MessageBody: 'y' });
    await act('PurgeQueue', { QueueUrl });

    expect(changes()).toEqual(['sent', 'expired', 'sent', 'purged']);
  });

  test('records every change with the trace id of the request that sent the message', async () => {
    const { act, givenQueue, receive, feedRecords } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const call = { ...testCall, traceId: '1-12345678-0123456789abcdef01234567' };
    await act('SendMessage', { QueueUrl, MessageBody: 'x' }, call);

    const [message] = await receive(QueueUrl);

    expect(message.Attributes.AWSTraceHeader).toBe(`Root=${call.traceId};Sampled=0`);
    expect(feedRecords.map(({ traceId }) => traceId)).toEqual([call.traceId, call.traceId]);
  });
});

describe('a queue', () => {
  test('is found by the path of its URL, whatever the host', async () => {
    const { act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q');

    await act('SendMessage', {
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/q',
      MessageBody: 'x',
    });

    expect(QueueUrl).toBe('http://127.0.0.1:4566/000000000000/q');
    expect(await receive('http://localhost:1/000000000000/q')).toHaveLength(1);
  });

  test('of another account is refused, and so is a URL of no queue', async () => {
    const { act, givenQueue } = givenSqs();
    await givenQueue('q');
    const send = (QueueUrl: string) => act('SendMessage', { QueueUrl, MessageBody: 'x' });

    await expect(send('http://localhost/111111111111/q')).rejects.toMatchObject({
      code: 'QueueDoesNotExist',
    });
    await expect(send('q')).rejects.toMatchObject({ code: 'InvalidAddress' });
  });

  test('whose dead-letter queue was deleted keeps its messages, and a failure is recorded', async () => {
    const { world, act, givenQueue, receive, feedRecords } = givenSqs();
    const dead = await givenQueue('dead');
    const QueueUrl = await givenQueue('q', { RedrivePolicy: redriveTo('dead', 1) });
    await act('SendMessage', { QueueUrl, MessageBody: 'x' });
    await receive(QueueUrl);
    await act('DeleteQueue', { QueueUrl: dead });
    await world.clock.advance(30_000);

    expect(await receive(QueueUrl)).toHaveLength(1);
    expect(feedRecords).toContainEqual(
      expect.objectContaining({ kind: 'failure', source: 'q', code: 'QueueDoesNotExist' }),
    );
  });

  test('that does not exist has no URL, and listening to it throws', () => {
    const { sqs } = givenSqs();

    expect(sqs.urlOf(arnOfQueue('missing'))).toBeUndefined();
    expect(() => sqs.onVisible(arnOfQueue('missing'), () => undefined)).toThrow('does not exist');
  });

  test('calls its listeners when a message is sent, becomes visible again or its delay is over', async () => {
    const { world, sqs, act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const moments: number[] = [];
    const start = world.clock.now();
    const stop = sqs.onVisible(arnOfQueue('q'), () => moments.push(world.clock.now() - start));

    await act('SendMessage', { QueueUrl, MessageBody: 'x' });
    await act('SendMessage', { QueueUrl, MessageBody: 'y', DelaySeconds: 10 });
    await receive(QueueUrl);
    await world.clock.advance(30_000);
    stop();
    await act('SendMessage', { QueueUrl, MessageBody: 'z' });

    expect(moments).toEqual([0, 10_000, 30_000]);
  });
});

describe('a request', () => {
  test('without a required parameter is refused with the name of the parameter', async () => {
    const { act } = givenSqs();

    await expect(act('SendMessage', {})).rejects.toMatchObject({
      code: 'MissingRequiredParameterException',
      message: 'The request must contain the parameter QueueUrl.',
      headers: { 'x-amzn-query-error': 'MissingParameter;Sender' },
    });
  });

  test('with a value of another type is refused', async () => {
    const { act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');

    await expect(act('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: '10' })).rejects.toMatchObject({
      code: 'SerializationException',
    });
  });

  test('for an attribute that messages do not have is refused, and hides no message', async () => {
    const { act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q');
    await act('SendMessage', { QueueUrl, MessageBody: 'x' });

    await expect(receive(QueueUrl, { MessageSystemAttributeNames: ['Nonsense'] })).rejects.toMatchObject({
      code: 'InvalidAttributeName',
      fields: { __type: 'com.amazonaws.sqs#InvalidAttributeName' },
    });
    expect(await receive(QueueUrl)).toHaveLength(1);
  });
});

describe('a backlog', () => {
  const fill = async (
    act: (action: string, input: object) => Promise<any>,
    QueueUrl: string,
    count: number,
  ) => {
    for (let sent = 0; sent < count; sent += 10) {
      const Entries = Array.from({ length: 10 }, (_, index) => ({
        Id: `${index}`,
        MessageBody: `${sent + index}`,
      }));
      await act('SendMessageBatch', { QueueUrl, Entries });
    }
  };

  test('of 20,000 is received and deleted in order, each message once', async () => {
    const { act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q');
    await fill(act, QueueUrl, 20_000);
    const bodies: string[] = [];
    for (let batch = await receive(QueueUrl); batch.length > 0; batch = await receive(QueueUrl)) {
      bodies.push(...batch.map(({ Body }) => Body));
      const Entries = batch.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
      await act('DeleteMessageBatch', { QueueUrl, Entries });
    }

    expect(bodies).toEqual(Array.from({ length: 20_000 }, (_, index) => `${index}`));
  });

  test('has at most 120,000 messages in flight', async () => {
    const { act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q');
    await fill(act, QueueUrl, 120_010);
    for (let taken = 0; taken < 120_000; taken += 10) await receive(QueueUrl);

    await expect(receive(QueueUrl)).rejects.toMatchObject({ code: 'OverLimit', status: 403 });
  });
});
