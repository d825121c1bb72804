import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenTopics, type GivenTopics, queueArn, topicArn } from './givenTopics.ts';

let given: GivenTopics;
beforeAll(async () => {
  given = await givenTopics();
});
afterAll(() => given.close());

describe('topics', () => {
  test('are made once under a name, listed, described, tagged and deleted', async () => {
    const arn = await given.newTopic({ DisplayName: 'News & <more>' });
    expect(arn).toBe(topicArn('topic-1'));
    expect((await given.sns.send(new ListTopicsCommand({}))).Topics).toContainEqual({ TopicArn: arn });
    const attributes = async () =>
      (await given.sns.send(new GetTopicAttributesCommand({ TopicArn: arn }))).Attributes;
    expect(await attributes()).toMatchObject({ TopicArn: arn, DisplayName: 'News & <more>' });
    await given.sns.send(
      new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: 'DisplayName', AttributeValue: 'Old' }),
    );
    expect(await attributes()).toMatchObject({ DisplayName: 'Old', SubscriptionsConfirmed: '0' });

    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    await given.sns.send(new TagResourceCommand({ ResourceArn: arn, Tags }));
    await given.sns.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ['a'] }));
    const tagged = await given.sns.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
    expect(tagged.Tags).toEqual([{ Key: 'b', Value: '2' }]);

    await given.sns.send(new DeleteTopicCommand({ TopicArn: arn }));
    await expect(given.publish(arn, 'late')).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Topic does not exist',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'x.fifo',
      { FifoTopic: 'true' },
      'Invalid parameter: FifoTopic Reason: FIFO topics are not supported here',
    ],
    ['a b', {}, 'Invalid parameter: Topic Name'],
    ['policy', { Policy: '{' }, 'Invalid parameter: Policy: failed to parse JSON.'],
    [
      'archive',
      { ArchivePolicy: '{}' },
      'Invalid parameter: AttributeName Reason: ArchivePolicy is not supported here',
    ],
  ])('named %s with %j is refused', async (Name, Attributes, message) => {
    await expect(given.sns.send(new CreateTopicCommand({ Name, Attributes }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });
});

describe('a subscription', () => {
  test('is made once, changed, listed and ended', async () => {
    const arn = await given.newTopic();
    const first = await given.subscribe(arn, 'sqs', queueArn('all'), { RawMessageDelivery: 'true' });
    expect(await given.subscribe(arn, 'sqs', queueArn('all'))).toBe(first);
    await expect(
      given.subscribe(arn, 'sqs', queueArn('all'), { RawMessageDelivery: 'false' }),
    ).rejects.toThrow('Subscription already exists with different attributes');
    const { Subscriptions } = await given.sns.send(new ListSubscriptionsCommand({}));
    expect(Subscriptions).toContainEqual({
      SubscriptionArn: first,
      Owner: '000000000000',
      Protocol: 'sqs',
      Endpoint: queueArn('all'),
      TopicArn: arn,
    });
    const set = (AttributeName: string, AttributeValue: string) =>
      given.sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn: first, AttributeName, AttributeValue }),
      );
    await set('FilterPolicyScope', 'MessageBody');
    await set('FilterPolicy', '{"size":[{"numeric":[">",5]}]}');
    for (const body of ['{"size":3}', '{"size":7}', 'no JSON']) await given.publish(arn, body);
    expect((await given.received('all')).map(({ Body }) => Body)).toEqual(['{"size":7}']);
    await given.sns.send(new UnsubscribeCommand({ SubscriptionArn: first }));
    await given.publish(arn, '{"size":9}');
    expect(await given.received('all')).toEqual([]);
  });

  test.each<[string, string, Record<string, string>, string]>([
    [
      'sms',
      '+15550100',
      {},
      'Protocol Reason: sms is not supported here; there are sqs, lambda, email, email-json',
    ],
    ['pigeon', 'x', {}, 'Does not support this protocol string: pigeon'],
    ['sqs', 'https://example.org', {}, 'SQS endpoint ARN'],
    ['lambda', 'seen', {}, 'Lambda endpoint ARN'],
    ['email', 'nobody', {}, 'Email address'],
    ['email', 'a@b.example', { RawMessageDelivery: 'true' }, 'Attributes Reason: Delivery protocol [email]'],
    [
      'sqs',
      queueArn('all'),
      { DeliveryPolicy: '{}' },
      'AttributeName Reason: DeliveryPolicy is not supported here',
    ],
    ['sqs', queueArn('all'), { RedrivePolicy: '{}' }, 'RedrivePolicy: deadLetterTargetArn is an invalid arn'],
    ['sqs', queueArn('all'), { FilterPolicy: '{' }, 'FilterPolicy: failed to parse JSON.'],
    [
      'sqs',
      queueArn('all'),
      { FilterPolicy: '{"a":"b"}' },
      'FilterPolicy: "a" must be an object or an array',
    ],
    [
      'sqs',
      queueArn('all'),
      { FilterPolicy: '{"a":[{"near":1}]}' },
      'FilterPolicy: Unrecognized match type near',
    ],
    [
      'sqs',
      queueArn('all'),
      { FilterPolicy: '{"a":[{"wildcard":"*"}]}' },
      'FilterPolicy: wildcard is not supported here',
    ],
    [
      'sqs',
      queueArn('all'),
      { FilterPolicy: '{"a":{"b":["c"]}}' },
      'Filter policy scope MessageAttributes does not support nested',
    ],
    [
      'sqs',
      queueArn('all'),
      { FilterPolicy: policyOf(6, 1) },
      'FilterPolicy: Filter policy can not have more than 5 keys',
    ],
    ['sqs', queueArn('all'), { FilterPolicy: policyOf(3, 6) }, 'FilterPolicy: Filter policy is too complex'],
  ])('by %s to %s with %j is refused', async (protocol, endpoint, attributes, message) => {
    const arn = await given.newTopic();
    await expect(given.subscribe(arn, protocol, endpoint, attributes)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(`Invalid parameter: ${message}`),
    });
  });
});

function policyOf(keys: number, values: number): string {
  const list = Array.from({ length: values }, (_, index) => index);
  return JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, list])));
}

describe('a message', () => {
  test('of a batch that is refused fails alone', async () => {
    const TopicArn = await given.newTopic();
    await given.subscribe(TopicArn, 'sqs', queueArn('all'), { RawMessageDelivery: 'true' });
    const { Successful, Failed } = await given.sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: 'one', Message: 'first' },
          { Id: 'two', Message: 'second', Subject: 'two\nlines' },
        ],
      }),
    );
    expect(Successful).toMatchObject([{ Id: 'one' }]);
    expect(Failed).toEqual([
      { Id: 'two', Code: 'InvalidParameter', Message: 'Invalid parameter: Subject', SenderFault: true },
    ]);
    expect((await given.received('all')).map(({ Body }) => Body)).toEqual(['first']);
  });

  test.each<[string, string[], string]>([
    ['of nothing', [], "The batch request doesn't contain any entries."],
    [
      'of eleven',
      Array.from({ length: 11 }, (_, index) => `${index}`),
      'contains more entries than permissible',
    ],
    ['with an id twice', ['a', 'a'], 'Two or more batch entries in the request have the same Id.'],
    ['with an id that is none', ['a b'], "The Id of a batch entry in a batch request doesn't abide"],
  ])('is refused in a batch %s', async (_batch, ids, message) => {
    const TopicArn = await given.newTopic();
    const PublishBatchRequestEntries = ids.map((Id) => ({ Id, Message: 'x' }));
    await expect(
      given.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries })),
    ).rejects.toThrow(message);
  });

  test.each<[string, Partial<PublishCommandInput>, string]>([
    ['that is empty', { Message: '' }, 'Invalid parameter: Empty message'],
    ['that is too long', { Message: 'x'.repeat(262_145) }, 'Invalid parameter: Message too long'],
    [
      'with a group',
      { MessageGroupId: 'g' },
      'MessageGroupId parameter that is not valid for this topic type',
    ],
    ['to a telephone too', { PhoneNumber: '+15550100' }, 'a message is for a topic or for a telephone'],
    [
      'with an attribute of no type',
      { MessageAttributes: { a: { DataType: 'Text', StringValue: 'b' } } },
      "The message attribute 'a' has an invalid message attribute type",
    ],
  ])('%s is refused', async (_message, input, message) => {
    await expect(given.publish(await given.newTopic(), 'x', input)).rejects.toThrow(message);
  });
});
