import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { arnOf } from '../platform/arns.ts';
import { newTraceId } from '../platform/traceIds.ts';
import { withDefaults } from '../services/sqs/queues/queueAttributes.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';
import { flag, integer, json, text } from './common/properties.ts';

const LONGEST_NAME = 80;
const FIFO_SUFFIX = '.fifo';

const properties = z.strictObject({
  QueueName: text.optional(),
  FifoQueue: flag.default(false),
  ContentBasedDeduplication: flag.optional(),
  DeduplicationScope: text.optional(),
  DelaySeconds: integer.optional(),
  FifoThroughputLimit: text.optional(),
  KmsDataKeyReusePeriodSeconds: integer.optional(),
  KmsMasterKeyId: text.optional(),
  MaximumMessageSize: integer.optional(),
  MessageRetentionPeriod: integer.optional(),
  ReceiveMessageWaitTimeSeconds: integer.optional(),
  RedriveAllowPolicy: json.optional(),
  RedrivePolicy: json.optional(),
  SqsManagedSseEnabled: flag.optional(),
  VisibilityTimeout: integer.optional(),
  Tags: z.array(z.strictObject({ Key: text, Value: text })).default([]),
});

type Properties = z.output<typeof properties>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const SqsQueue = defineResource(
  properties,
  async ({ QueueName, FifoQueue, Tags, ...settings }, context) => {
    const { world } = context;
    const name = QueueName ?? nameOf(context, FifoQueue);
    const { QueueUrl } = await run<{ QueueUrl: string }>(
      'CreateQueue',
      {
        QueueName: name,
        Attributes: { ...(FifoQueue && { FifoQueue: 'true' }), ...attributesOf(settings, FifoQueue) },
        tags: tagsOf({ Tags }),
      },
      context,
    );
    return {
      ref: QueueUrl,
      attributes: { Arn: arnOf(world.account, 'sqs', name), QueueName: name, QueueUrl },
    };
  },
  {
    replacedBy: ['FifoQueue', 'QueueName'],
    identifiedBy: ['QueueName'],
    async update(given, context, { ref: QueueUrl, attributes = {}, properties: before }) {
      await run('SetQueueAttributes', { QueueUrl, Attributes: changedAttributes(before, given) }, context);
      const gone = before.Tags.filter(({ Key }) => !given.Tags.some((tag) => tag.Key === Key));
      if (gone.length > 0)
        await run('UntagQueue', { QueueUrl, TagKeys: gone.map(({ Key }) => Key) }, context);
      await run('TagQueue', { QueueUrl, Tags: tagsOf(given) }, context);
      return { ref: QueueUrl, attributes };
    },
    async remove({ ref }, context) {
      await run('DeleteQueue', { QueueUrl: ref }, context);
    },
  },
);

const tagsOf = ({ Tags }: Pick<Properties, 'Tags'>) =>
  Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));

/** Attributes that a template sets no more have SQS's defaults again; a policy is none of the queue's own. */
function changedAttributes(before: Properties, after: Properties): Record<string, string> {
  const settings = ({ QueueName: _name, FifoQueue, Tags: _tags, ...rest }: Properties) =>
    attributesOf(rest, FifoQueue);
  const defaults = withDefaults({}, after.FifoQueue);
  const gone = Object.keys(settings(before)).map((name) => [name, defaults[name] ?? ''] as const);
  return { ...Object.fromEntries(gone), ...settings(after) };
}

const nameOf = (context: ResourceContext, fifo: boolean) =>
  fifo
    ? context.physicalName(LONGEST_NAME - FIFO_SUFFIX.length) + FIFO_SUFFIX
    : context.physicalName(LONGEST_NAME);

type QueueSetting = string | number | boolean | object | undefined;

/** Queue attributes are strings. A FIFO-only flag that is off is left out. */
function attributesOf(
  settings: Readonly<Record<string, QueueSetting>>,
  fifo: boolean,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    if (name === 'ContentBasedDeduplication' && value === false && !fifo) continue;
    attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return attributes;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const SqsQueuePolicy = defineResource(
  z.strictObject({ PolicyDocument: json, Queues: z.array(text).min(1) }),
  async ({ PolicyDocument, Queues }, context) => {
    await setPolicy(Queues, PolicyDocument, context);
    const id = context.physicalName();
    return { ref: id, attributes: { Id: id } };
  },
  {
    replacedBy: [],
    async update({ PolicyDocument, Queues }, context, { ref, attributes = {}, properties: before }) {
      await setPolicy(Queues, PolicyDocument, context);
      const gone = before.Queues.filter((queue) => !Queues.includes(queue));
      await setPolicy(gone, undefined, context);
      return { ref, attributes };
    },
    remove: ({ properties: { Queues } }, context) => setPolicy(Queues, undefined, context),
  },
);

async function setPolicy(
  queues: readonly string[],
  policy: unknown,
  context: ResourceContext,
): Promise<void> {
  const Attributes = { Policy: policy === undefined ? '' : JSON.stringify(policy) };
  for (const QueueUrl of queues) await run('SetQueueAttributes', { QueueUrl, Attributes }, context);
}

/** In a call without a caller. */
const run = <Output>(action: string, input: object, { world, services }: ResourceContext): Promise<Output> =>
  callAction<Output>(services.sqs.actions, action, input, {
    traceId: newTraceId(world.clock.now(), world.random),
    principal: services.iam.principalOf(undefined),
  });
