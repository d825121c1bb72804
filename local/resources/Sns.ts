import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { cloudFormationCall, defineResource, type ResourceContext } from './common/ResourceType.ts';
import { flag, inert, json, text } from './common/properties.ts';

const run = <Output>(action: string, input: object, { services, world }: ResourceContext) =>
  callAction<Output>(services.sns.actions, action, input, cloudFormationCall(world));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const SnsTopic = defineResource(
  z.strictObject({
    TopicName: text.optional(),
    DisplayName: text.optional(),
    FifoTopic: flag.optional(),
    KmsMasterKeyId: text.optional(),
    Subscription: z.array(z.strictObject({ Endpoint: text, Protocol: text })).default([]),
    TracingConfig: text.optional(),
    Tags: z.array(z.strictObject({ Key: text, Value: text })).default([]),
  }),
  async ({ TopicName, Subscription, Tags, ...settings }, context) => {
    const Name = TopicName ?? context.physicalName(256);
    const Attributes = Object.fromEntries(
      Object.entries(settings).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      ),
    );
    const { TopicArn } = await run<{ TopicArn: string }>('CreateTopic', { Name, Attributes, Tags }, context);
    for (const { Endpoint, Protocol } of Subscription)
      await run('Subscribe', { TopicArn, Endpoint, Protocol }, context);
    return { ref: TopicArn, attributes: { TopicArn, TopicName: Name } };
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const SnsSubscription = defineResource(
  z.strictObject({
    TopicArn: text,
    Protocol: text,
    Endpoint: text,
    FilterPolicy: json.optional(),
    FilterPolicyScope: text.optional(),
    RawMessageDelivery: flag.optional(),
    RedrivePolicy: json.optional(),
    // The topic's own region, the only one there is.
    Region: inert.optional(),
  }),
  async ({ TopicArn, Protocol, Endpoint, Region: _, ...settings }, context) => {
    const Attributes = Object.fromEntries(
      Object.entries(settings).flatMap(([name, value]) =>
        value === undefined
          ? []
          : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
      ),
    );
    const input = { TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true };
    const { SubscriptionArn } = await run<{ SubscriptionArn: string }>('Subscribe', input, context);
    return { ref: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const SnsTopicPolicy = defineResource(
  z.strictObject({ PolicyDocument: json, Topics: z.array(text).min(1) }),
  async ({ PolicyDocument, Topics }, context) => {
    const AttributeValue = JSON.stringify(PolicyDocument);
    for (const TopicArn of Topics)
      await run('SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue }, context);
    const id = context.physicalName();
    return { ref: id, attributes: { Id: id } };
  },
);
