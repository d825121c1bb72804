import { z } from 'zod';
import { newTraceId } from '../platform/traceIds.ts';
import { json, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const SqsQueuePolicy = defineResource(
  z.strictObject({ PolicyDocument: json, Queues: z.array(text).min(1) }),
  async ({ PolicyDocument, Queues }, context) => {
    const { world, services } = context;
    const call = {
      traceId: newTraceId(world.clock.now(), world.random),
      principal: services.iam.principalOf(undefined),
    };
    for (const QueueUrl of Queues) {
      const Attributes = { Policy: JSON.stringify(PolicyDocument) };
      await services.sqs.actions['SetQueueAttributes']!({ QueueUrl, Attributes }, call);
    }
    const id = context.physicalName();
    return { ref: id, attributes: { Id: id } };
  },
);
