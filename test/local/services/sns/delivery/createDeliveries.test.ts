import {
  ConfirmSubscriptionCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functionArn, givenTopics, type GivenTopics, queueArn, topicArn } from '../givenTopics.ts';
import { retryDelayMs } from '../../../../../local/services/sns/delivery/createDeliveries.ts';

let given: GivenTopics;
beforeAll(async () => {
  given = await givenTopics();
});
afterAll(() => given.close());

const kind = (StringValue: string) => ({
  MessageAttributes: { kind: { DataType: 'String', StringValue } },
});

describe('a queue', () => {
  test('receives a JSON document with the message in it', async () => {
    const arn = await given.newTopic();
    const subscription = await given.subscribe(arn, 'sqs', queueArn('all'));
    const { MessageId } = await given.publish(arn, 'Hello "you"', { Subject: 'Greeting', ...kind('quiet') });
    const [message] = await given.received('all');
    expect(JSON.parse(message!.Body!)).toEqual({
      Type: 'Notification',
      MessageId,
      TopicArn: arn,
      Subject: 'Greeting',
      Message: 'Hello "you"',
      Timestamp: '2027-01-20T10:00:00.000Z',
      SignatureVersion: '1',
      Signature: expect.any(String),
      SigningCertURL: expect.stringContaining('https://sns.us-east-1.amazonaws.com/'),
      UnsubscribeURL: expect.stringContaining(subscription),
      MessageAttributes: { kind: { Type: 'String', Value: 'quiet' } },
    });
  });

  test('receives the message alone where its subscription asks for it, and only what passes its filter', async () => {
    const arn = topicArn('announcements');
    await given.publish(arn, 'whisper', kind('quiet'));
    await given.publish(arn, 'shout', kind('loud'));
    await given.publish(arn, 'no kind');
    const messages = await given.received('some');
    expect(messages.map(({ Body, MessageAttributes }) => [Body, MessageAttributes])).toEqual([
      ['shout', { kind: { DataType: 'String', StringValue: 'loud' } }],
    ]);
  });

  test('has its own body where the message has one for its protocol', async () => {
    const arn = await given.newTopic();
    await given.subscribe(arn, 'sqs', queueArn('all'), { RawMessageDelivery: 'true' });
    const bodies = JSON.stringify({ default: 'for all', sqs: 'for queues' });
    await given.publish(arn, bodies, { MessageStructure: 'json' });
    expect((await given.received('all')).map(({ Body }) => Body)).toEqual(['for queues']);
    await expect(given.publish(arn, '{"sqs":"a"}', { MessageStructure: 'json' })).rejects.toThrow(
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    );
  });

  test('that does not exist gets nothing, and the dead letter queue gets its messages', async () => {
    const arn = await given.newTopic();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('dead') });
    await given.subscribe(arn, 'sqs', queueArn('nowhere'), { RedrivePolicy, RawMessageDelivery: 'true' });
    await given.publish(arn, 'lost');
    expect((await given.received('dead')).map(({ Body }) => Body)).toEqual(['lost']);
    expect(given.records.filter(({ kind: each }) => each === 'failure')).toContainEqual(
      expect.objectContaining({ source: expect.stringMatching(/^topic /), code: 'QueueDoesNotExist' }),
    );
  });
});

test('a function is invoked with one record, as AWS shapes it', async () => {
  const arn = await given.newTopic();
  const subscription = await given.subscribe(arn, 'lambda', functionArn('seen'));
  const { MessageId } = await given.publish(arn, 'work');
  await given.cloud.settles();
  const line = given.records.find((record) => record.kind === 'log')!.line;
  expect(JSON.parse(line)).toEqual({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscription,
        Sns: {
          Type: 'Notification',
          MessageId,
          TopicArn: arn,
          Subject: null,
          Message: 'work',
          Timestamp: '2027-01-20T10:00:00.000Z',
          SignatureVersion: '1',
          Signature: expect.any(String),
          SigningCertUrl: expect.any(String),
          UnsubscribeUrl: expect.any(String),
          MessageAttributes: {},
        },
      },
    ],
  });
});

describe('an e-mail address', () => {
  test('receives nothing before somebody confirms with the token that was mailed to it', async () => {
    const arn = await given.newTopic();
    const SubscriptionArn = await given.subscribe(arn, 'email', 'someone@example.org');
    await given.publish(arn, 'too early');
    const state = async () =>
      (await given.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes;
    expect(await state()).toMatchObject({ PendingConfirmation: 'true' });

    const [mail, ...others] = (await given.emails()).filter(({ to }) => to === 'someone@example.org');
    expect(others).toEqual([]);
    const Token = /^[0-9a-f]{64}$/m.exec(mail!.body)![0];
    await expect(
      given.sns.send(new ConfirmSubscriptionCommand({ TopicArn: arn, Token: 'guessed' })),
    ).rejects.toThrow('Invalid parameter: Token');
    await given.sns.send(new ConfirmSubscriptionCommand({ TopicArn: arn, Token }));
    expect(await state()).toMatchObject({ PendingConfirmation: 'false' });

    await given.publish(arn, 'in time', { Subject: 'News' });
    await given.cloud.settles();
    expect((await given.emails()).at(-1)).toEqual({
      sentAt: '2027-01-20T10:00:00.000Z',
      to: 'someone@example.org',
      topicArn: arn,
      subject: 'News',
      body: 'in time',
    });
    expect(given.records).toContainEqual(
      expect.objectContaining({ kind: 'email', to: 'someone@example.org', subject: 'News' }),
    );
  });

  test('that nobody confirms within two days is no longer subscribed', async () => {
    const { sns, cloud } = given;
    const arn = await given.newTopic();
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn: arn, Protocol: 'email', Endpoint: 'late@example.org' }),
    );
    expect(SubscriptionArn).toBe('pending confirmation');
    const subscriptions = async () =>
      (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn }))).Subscriptions;
    expect(await subscriptions()).toMatchObject([
      { SubscriptionArn: 'PendingConfirmation', Protocol: 'email' },
    ]);
    await cloud.advance(48 * 3600_000);
    expect(await subscriptions()).toEqual([]);
  });
});

test('a topic that is encrypted by the key of SNS takes nothing from other services, and all from people', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: '*',
      },
    ],
  });
  const arn = await given.newTopic({ KmsMasterKeyId: 'alias/aws/sns', Policy });
  const call = {
    traceId: '1-00000001-0123456789abcdef01234567',
    principal: { arn: 'cloudwatch.amazonaws.com', accessKeyId: '' },
  };
  const { actions } = given.cloud.services.sns;
  await expect(actions['Publish']!({ TopicArn: arn, Message: 'alarm' }, call)).rejects.toMatchObject({
    code: 'KMSAccessDenied',
  });
  expect(await given.publish(arn, 'by hand')).toHaveProperty('MessageId');
});

test('a retry waits as AWS says, in four phases, and after the last there is none', () => {
  const delays = [1, 3, 4, 5, 6, 10, 15, 16, 100_015, 100_016].map(retryDelayMs);
  expect(delays).toEqual([0, 0, 1000, 1000, 1000, 4000, 20_000, 20_000, 20_000, undefined]);
});
