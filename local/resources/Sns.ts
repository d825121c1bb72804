import { isDeepStrictEqual } from 'node:util';
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
  {
    replacedBy: ['FifoTopic', 'TopicName'],
    identifiedBy: ['TopicName'],
    async update(
      { Subscription, Tags, ...settings },
      context,
      { ref: TopicArn, attributes = {}, properties },
    ) {
      for (const [AttributeName, AttributeValue] of changedSettings(properties, settings, TOPIC_SETTINGS))
        await run('SetTopicAttributes', { TopicArn, AttributeName, AttributeValue }, context);
      await changeSubscriptions(TopicArn, properties.Subscription, Subscription, context);
      const gone = properties.Tags.filter(({ Key }) => !Tags.some((tag) => tag.Key === Key));
      const tagged = { ResourceArn: TopicArn };
      await run('UntagResource', { ...tagged, TagKeys: gone.map(({ Key }) => Key) }, context);
      await run('TagResource', { ...tagged, Tags }, context);
      return { ref: TopicArn, attributes };
    },
    async remove({ ref }, context) {
      await run('DeleteTopic', { TopicArn: ref }, context);
    },
  },
);

const TOPIC_SETTINGS = ['DisplayName', 'KmsMasterKeyId', 'TracingConfig'] as const;

/** Settings that differ, as SNS takes them: one that is gone is empty. */
const changedSettings = <Name extends string>(
  before: Readonly<Partial<Record<Name, unknown>>>,
  after: typeof before,
  names: readonly Name[],
): [name: string, value: string][] =>
  names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => [name, after[name] === undefined ? '' : settingText(after[name])]);

const settingText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

interface Endpoint {
  readonly Endpoint: string;
  readonly Protocol: string;
}

/** Subscriptions that stay are not touched: who confirmed one by e-mail does not have to do it again. */
async function changeSubscriptions(
  TopicArn: string,
  before: readonly Endpoint[],
  after: readonly Endpoint[],
  context: ResourceContext,
): Promise<void> {
  const gone = before.filter((each) => !after.some((other) => isDeepStrictEqual(each, other)));
  const { Subscriptions } = await run<{ Subscriptions: readonly (Endpoint & { SubscriptionArn: string })[] }>(
    'ListSubscriptionsByTopic',
    { TopicArn },
    context,
  );
  for (const { SubscriptionArn, ...listed } of Subscriptions)
    if (gone.some(({ Endpoint, Protocol }) => Endpoint === listed.Endpoint && Protocol === listed.Protocol))
      await run('Unsubscribe', { SubscriptionArn }, context);
  for (const { Endpoint, Protocol } of after)
    await run('Subscribe', { TopicArn, Endpoint, Protocol }, context);
}

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
        value === undefined ? [] : [[name, settingText(value)]],
      ),
    );
    const input = { TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true };
    const { SubscriptionArn } = await run<{ SubscriptionArn: string }>('Subscribe', input, context);
    return { ref: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
  {
    replacedBy: ['Endpoint', 'Protocol', 'TopicArn'],
    async update(settings, context, { ref: SubscriptionArn, attributes = {}, properties }) {
      for (const [AttributeName, AttributeValue] of changedSettings(
        properties,
        settings,
        SUBSCRIPTION_SETTINGS,
      ))
        await run('SetSubscriptionAttributes', { SubscriptionArn, AttributeName, AttributeValue }, context);
      return { ref: SubscriptionArn, attributes };
    },
    async remove({ ref }, context) {
      await run('Unsubscribe', { SubscriptionArn: ref }, context);
    },
  },
);

const SUBSCRIPTION_SETTINGS = [
  'FilterPolicyScope',
  'FilterPolicy',
  'RawMessageDelivery',
  'RedrivePolicy',
] as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const SnsTopicPolicy = defineResource(
  z.strictObject({ PolicyDocument: json, Topics: z.array(text).min(1) }),
  async ({ PolicyDocument, Topics }, context) => {
    await setPolicy(Topics, PolicyDocument, context);
    const id = context.physicalName();
    return { ref: id, attributes: { Id: id } };
  },
  {
    replacedBy: [],
    async update({ PolicyDocument, Topics }, context, { ref, attributes = {}, properties }) {
      await setPolicy(Topics, PolicyDocument, context);
      const gone = properties.Topics.filter((topic) => !Topics.includes(topic));
      await setPolicy(gone, undefined, context);
      return { ref, attributes };
    },
    remove: ({ properties: { Topics } }, context) => setPolicy(Topics, undefined, context),
  },
);

/** A topic without a policy has that of its owner's account. */
async function setPolicy(
  topics: readonly string[],
  policy: unknown,
  context: ResourceContext,
): Promise<void> {
  const AttributeValue = policy === undefined ? '' : JSON.stringify(policy);
  for (const TopicArn of topics)
    await run('SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue }, context);
}
