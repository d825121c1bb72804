import { expect, test } from 'vitest';
import type { Metric } from '../../../../local/platform/metrics/Metric.ts';
import type { World } from '../../../../local/platform/World.ts';
import { createBench } from '../pipes/createBench.ts';
import { callAction } from '../../../../local/platform/Call.ts';
import { testCall } from '../../../support/serveActions.ts';
import { givenCloudWatch, minutes } from './cloudWatchHarness.ts';

/** The sums of all that was recorded, by metric and dimensions. */
const sumsOf = ({ metrics, clock }: World, namespace: Metric['namespace']) => {
  const minute = Math.floor(clock.now() / 60_000);
  return Object.fromEntries(
    [...metrics.all()]
      .filter((metric) => metric.namespace === namespace)
      .map(({ metricName, dimensions, readings }) => [
        [metricName, ...Object.entries(dimensions).flat()].join(' '),
        readings[0]?.at(minute)?.sum,
      ]),
  );
};

test('a rule of a custom bus has two dimensions, one of the default bus has one', async () => {
  const { world, services } = await givenCloudWatch();
  const { actions } = services.events;
  const act = (name: string, input: object) => callAction(actions, name, input, testCall);
  await act('CreateEventBus', { Name: 'mine' });
  const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const put = async (EventBusName: string, Name: string, target: string, DeadLetterConfig?: object) => {
    await act('PutRule', { EventBusName, Name, EventPattern: '{"source":["shop"]}' });
    await act('PutTargets', {
      EventBusName,
      Rule: Name,
      Targets: [{ Id: 't', Arn: arn(target), ...(DeadLetterConfig && { DeadLetterConfig }) }],
    });
  };
  await put('mine', 'lost', 'nowhere', { Arn: arn('nowhere') });
  await put('default', 'dropped', 'nowhere');
  const Entries = ['mine', 'default'].map((EventBusName) => ({
    EventBusName,
    Source: 'shop',
    DetailType: 'sold',
    Detail: '{}',
  }));
  await act('PutEvents', { Entries });
  await world.activity.idle();

  const ofCustom = 'EventBusName mine RuleName lost';
  expect(sumsOf(world, 'AWS/Events')).toEqual({
    [`MatchedEvents ${ofCustom}`]: 1,
    [`TriggeredRules ${ofCustom}`]: 1,
    [`InvocationAttempts ${ofCustom}`]: 1,
    [`Invocations ${ofCustom}`]: 1,
    [`FailedInvocations ${ofCustom}`]: 1,
    [`InvocationsFailedToBeSentToDlq ${ofCustom}`]: 1,
    'MatchedEvents RuleName dropped': 1,
    'TriggeredRules RuleName dropped': 1,
    'InvocationAttempts RuleName dropped': 1,
    'Invocations RuleName dropped': 1,
    'FailedInvocations RuleName dropped': 1,
  });
});

test('DynamoDB counts units, failed conditions and user errors, and no table that a caller made up', async () => {
  const { world, services } = await givenCloudWatch();
  const act = (name: string, input: object) => callAction(services.dynamodb.actions, name, input, testCall);
  await act('CreateTable', {
    TableName: 'things',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const Item = { pk: { S: 'a' } };
  await act('PutItem', { TableName: 'things', Item });
  await act('GetItem', { TableName: 'things', Key: Item, ConsistentRead: true });
  const again = { TableName: 'things', Item, ConditionExpression: 'attribute_not_exists(pk)' };
  await expect(act('PutItem', again)).rejects.toThrow();
  await expect(act('PutItem', { TableName: 'made-up', Item })).rejects.toThrow();

  expect(sumsOf(world, 'AWS/DynamoDB')).toMatchObject({
    'ConsumedWriteCapacityUnits TableName things': 2,
    'ConsumedReadCapacityUnits TableName things': 1,
    'ConditionalCheckFailedRequests TableName things': 1,
    UserErrors: 1,
  });
  expect(Object.keys(sumsOf(world, 'AWS/DynamoDB')).filter((key) => key.includes('made-up'))).toEqual([]);
});

test('a queue tells depth and age at the ends of minutes, while it is active and no longer', async () => {
  const { world, services } = await givenCloudWatch();
  const { actions } = services.sqs;
  const act = (name: string, input: object) => callAction<any>(actions, name, input, testCall);
  const { QueueUrl } = await act('CreateQueue', { QueueName: 'jobs' });
  await act('SendMessage', { QueueUrl, MessageBody: 'four' });
  await world.clock.advance(minutes(3));
  const at = (metricName: string, back: number) =>
    world.metrics
      .find({ namespace: 'AWS/SQS', metricName, dimensions: { QueueName: 'jobs' } })[0]
      ?.at(world.clock.now() / 60_000 - back)?.sum;

  expect([3, 2, 1].map((back) => at('ApproximateAgeOfOldestMessage', back))).toEqual([60, 120, 180]);
  expect([at('ApproximateNumberOfMessagesVisible', 1), at('SentMessageSize', 3)]).toEqual([1, 4]);

  const { Messages } = await act('ReceiveMessage', { QueueUrl });
  await act('DeleteMessage', { QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });
  await act('ReceiveMessage', { QueueUrl });
  await world.clock.advance(minutes(7 * 60));
  const first = 7 * 60;
  expect([at('NumberOfMessagesReceived', first), at('NumberOfMessagesDeleted', first)]).toEqual([1, 1]);
  expect(at('NumberOfEmptyReceives', first)).toBe(1);
  // Active for six hours after the last request.
  expect(
    [first, first - 6 * 60 + 1, first - 6 * 60].map((back) => at('ApproximateNumberOfMessagesVisible', back)),
  ).toEqual([0, 0, undefined]);
});

test('a dead letter’s age counts from its move', async () => {
  const { world, services } = await givenCloudWatch();
  const act = (name: string, input: object) => callAction<any>(services.sqs.actions, name, input, testCall);
  await act('CreateQueue', { QueueName: 'dead' });
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
    maxReceiveCount: 3,
  });
  const { QueueUrl } = await act('CreateQueue', { QueueName: 'jobs', Attributes: { RedrivePolicy } });
  await act('SendMessage', { QueueUrl, MessageBody: 'x' });
  await world.clock.advance(minutes(10));
  for (let receive = 0; receive < 4; receive++)
    await act('ReceiveMessage', { QueueUrl, VisibilityTimeout: 0 });
  await world.clock.advance(minutes(1));
  const [age] = world.metrics.find({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateAgeOfOldestMessage',
    dimensions: { QueueName: 'dead' },
  });
  expect(age?.at(world.clock.now() / 60_000 - 1)?.sum).toBe(60);
});

test('a pipe counts executions and whether they failed', async () => {
  const bench = await createBench();
  await bench.addQueue('source');
  bench.pipes.create({
    name: 'p',
    arn: 'arn:aws:pipes:us-east-1:000000000000:pipe/p',
    sourceArn: 'arn:aws:sqs:us-east-1:000000000000:source',
    targetArn: 'arn:aws:sqs:us-east-1:000000000000:nowhere',
    roleArn: 'arn:aws:iam::000000000000:role/worker',
    running: true,
    sourceParameters: {},
    targetParameters: {},
  });
  await bench.send('source', 1, 'x');
  await bench.world.activity.idle();
  expect(sumsOf(bench.world, 'AWS/EventBridge/Pipes')).toMatchObject({
    'Invocations PipeName p': 1,
    'EventCount PipeName p': 1,
    'ExecutionFailed PipeName p': 1,
    'TargetStageFailed PipeName p': 1,
    'ExecutionPartiallyFailed PipeName p': 0,
  });
  await bench.close();
});
