import { z } from 'zod';
import { type Call, callAction } from '../platform/Call.ts';
import { arnOf } from '../platform/arns.ts';
import { newTraceId } from '../platform/traceIds.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';
import { flag, integer, json, text } from './common/properties.ts';

const LONGEST_NAME = 80;
const FIFO_SUFFIX = '.fifo';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const SqsQueue = defineResource(
  z.strictObject({
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
  }),
  async ({ QueueName, FifoQueue, Tags, ...settings }, context) => {
    const { world, services } = context;
    const name = QueueName ?? nameOf(context, FifoQueue);
    const { QueueUrl } = await callAction<{ QueueUrl: string }>(
      services.sqs.actions,
      'CreateQueue',
      {
        QueueName: name,
        Attributes: { ...(FifoQueue && { FifoQueue: 'true' }), ...attributesOf(settings, FifoQueue) },
        tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
      },
      queueCall(context),
    );
    return {
      ref: QueueUrl,
      attributes: { Arn: arnOf(world.account, 'sqs', name), QueueName: name, QueueUrl },
    };
  },
);

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
    const { services } = context;
    const call = queueCall(context);
    for (const QueueUrl of Queues) {
      const Attributes = { Policy: JSON.stringify(PolicyDocument) };
      await callAction(services.sqs.actions, 'SetQueueAttributes', { QueueUrl, Attributes }, call);
    }
    const id = context.physicalName();
    return { ref: id, attributes: { Id: id } };
  },
);

/** A call without a caller. */
const queueCall = ({ world, services }: ResourceContext): Call => ({
  traceId: newTraceId(world.clock.now(), world.random),
  principal: services.iam.principalOf(undefined),
});
