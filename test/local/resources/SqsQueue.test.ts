import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DeduplicationScope, FifoThroughputLimit, Queue, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { physicalName, type ResourceContext } from '../../../local/resources/common/ResourceType.ts';
import { SqsQueue, SqsQueuePolicy } from '../../../local/resources/SqsQueue.ts';
import { createIam } from '../../../local/services/iam/createIam.ts';
import { arnOfQueue, givenSqs } from '../services/sqs/givenSqs.ts';

function givenStack() {
  const { world, sqs, act } = givenSqs();
  const contextOf = (logicalId: string) =>
    ({
      world,
      services: { sqs, iam: createIam(world) },
      stackName: 'stack',
      logicalId,
      physicalName: (maxLength?: number) => physicalName('stack', logicalId, maxLength),
    }) as unknown as ResourceContext;
  return {
    createQueue: async (properties: object, logicalId = 'Queue') =>
      SqsQueue.create(SqsQueue.properties.parse(properties), contextOf(logicalId)),
    createPolicy: async (properties: object) =>
      SqsQueuePolicy.create(SqsQueuePolicy.properties.parse(properties), contextOf('Policy')),
    attributesOf: async (QueueUrl: string) =>
      (await act('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] })).Attributes,
    tagsOf: async (QueueUrl: string) => (await act('ListQueueTags', { QueueUrl })).Tags,
  };
}

test('a queue has the attributes of its template, whether scalars are strings or not', async () => {
  const { createQueue, attributesOf, tagsOf } = givenStack();
  const { ref, attributes } = await createQueue({
    QueueName: 'q',
    VisibilityTimeout: '90',
    DelaySeconds: 5,
    Tags: [{ Key: 'a', Value: 'b' }],
  });

  expect(ref).toBe('http://127.0.0.1:4566/000000000000/q');
  expect(attributes).toEqual({ Arn: arnOfQueue('q'), QueueName: 'q', QueueUrl: ref });
  expect(await attributesOf(ref)).toMatchObject({ VisibilityTimeout: '90', DelaySeconds: '5' });
  expect(await tagsOf(ref)).toEqual({ a: 'b' });
});

test('a queue without a name gets one, which ends in .fifo for a FIFO queue', async () => {
  const { createQueue } = givenStack();

  const standard = await createQueue({}, 'Standard');
  const fifo = await createQueue({ FifoQueue: true, ContentBasedDeduplication: true }, 'Fifo');

  expect(standard.attributes!['QueueName']).toMatch(/^stack-Standard-[A-Z0-9]+$/);
  expect(fifo.attributes!['QueueName']).toMatch(/^stack-Fifo-[A-Z0-9]+\.fifo$/);
});

test('a queue has the dead letter queue of its template', async () => {
  const { createQueue, attributesOf } = givenStack();
  const dead = await createQueue({}, 'Dead');
  const deadLetterTargetArn = dead.attributes!['Arn'];

  const { ref } = await createQueue({ RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: '3' } });

  expect(JSON.parse((await attributesOf(ref)).RedrivePolicy)).toEqual({
    deadLetterTargetArn,
    maxReceiveCount: '3',
  });
});

test('an unsupported property is refused by name', async () => {
  await expect(givenStack().createQueue({ Colour: 'blue' })).rejects.toThrow('Colour');
});

test('a queue policy is set on each of its queues', async () => {
  const { createQueue, createPolicy, attributesOf } = givenStack();
  const { ref } = await createQueue({});

  await createPolicy({ PolicyDocument: { Statement: [] }, Queues: [ref] });

  expect(JSON.parse((await attributesOf(ref)).Policy)).toEqual({ Statement: [] });
});

test('what CDK writes for every kind of queue is supported', () => {
  const stack = new Stack(new App(), 'stack');
  const dead = new Queue(stack, 'Dead', {
    enforceSSL: true,
    redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL },
  });
  new Queue(stack, 'Queue', {
    deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    visibilityTimeout: Duration.minutes(1),
    retentionPeriod: Duration.days(1),
    receiveMessageWaitTime: Duration.seconds(20),
    deliveryDelay: Duration.seconds(1),
    maxMessageSizeBytes: 1024,
  });
  new Queue(stack, 'Fifo', {
    fifo: true,
    contentBasedDeduplication: true,
    deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
  });
  const types: Record<string, typeof SqsQueue> = {
    'AWS::SQS::Queue': SqsQueue,
    'AWS::SQS::QueuePolicy': SqsQueuePolicy,
  };

  for (const { Type, Properties = {} } of Object.values<any>(Template.fromStack(stack).toJSON().Resources)) {
    expect(() => types[Type]!.properties.parse(withoutIntrinsics(Properties))).not.toThrow();
  }
});

/** Replaces every `Ref` and `Fn::…` by a string, as if resolved. */
const withoutIntrinsics = (value: object): object =>
  JSON.parse(JSON.stringify(value), (_, part) =>
    part && typeof part === 'object' && /^(Ref|Fn::.*)$/.test(Object.keys(part)[0] ?? '') ? 'resolved' : part,
  );
