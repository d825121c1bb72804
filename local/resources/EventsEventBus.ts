import { z } from 'zod';
import { localCall } from './localCall.ts';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const EventsEventBus = defineResource(
  z.strictObject({
    Name: text,
    Description: text.optional(),
    DeadLetterConfig: inert.optional(),
    KmsKeyIdentifier: inert.optional(),
    LogConfig: inert.optional(),
    Policy: inert.optional(),
    Tags: inert.optional(),
  }),
  async ({ Name, Description }, { world, services }) => {
    const input = { Name, ...(Description !== undefined && { Description }) };
    const { EventBusArn } = await services.events.actions['CreateEventBus']!(input, localCall(world));
    return { ref: Name, attributes: { Arn: EventBusArn, Name } };
  },
);
