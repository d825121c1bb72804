import { z } from 'zod';
import { HEX } from '../../../platform/Randomness.ts';
import { defineSnsAction, flag, pagination, type SnsContext, textMap } from '../SnsAction.ts';
import { invalidParameter, snsError } from '../snsError.ts';
import { describeSubscription, PENDING_CONFIRMATION } from '../topics/createTopics.ts';
import { checkEndpoint, subscriptionSettingsOf } from '../topics/subscriptionSettings.ts';
import type { Attributes, Subscription, Topic } from '../topics/Topic.ts';

const TopicArn = z.string();
const SubscriptionArn = z.string();

/** Chosen: each multiplies what one message costs. AWS takes 12,500,000. */
const MOST_SUBSCRIPTIONS = 1000;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html does not name it; the token's page does: two days. */
const CONFIRMED_WITHIN_MS = 2 * 24 * 60 * 60_000;

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html: what is subscribed already is not subscribed again. */
export const subscribe = defineSnsAction(
  {
    TopicArn,
    Protocol: z.string(),
    // One that is missing is refused by the protocol's own check.
    Endpoint: z.string().default(''),
    Attributes: textMap.default({}),
    ReturnSubscriptionArn: flag.default(false),
  },
  ({ TopicArn: arn, Protocol, Endpoint: endpoint, Attributes, ReturnSubscriptionArn }, context) => {
    const topic = context.topics.topic(arn);
    const protocol = checkEndpoint(Protocol, endpoint);
    const settings = subscriptionSettingsOf(Attributes, protocol);
    const subscription =
      existing(topic, protocol, endpoint, Attributes) ??
      add(topic, { protocol, endpoint, attributes: Attributes, settings }, context);
    if (subscription.token !== undefined) askForConfirmation(subscription, subscription.token, context);
    const isShown = subscription.token === undefined || ReturnSubscriptionArn;
    return { SubscriptionArn: isShown ? subscription.arn : 'pending confirmation' };
  },
);

function existing(topic: Topic, protocol: string, endpoint: string, attributes: Attributes) {
  const same = [...topic.subscriptions.values()].find(
    (each) => each.protocol === protocol && each.endpoint === endpoint,
  );
  const differs = Object.entries(attributes).some(([name, value]) => same?.attributes[name] !== value);
  if (same && differs)
    throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
  return same;
}

type NewSubscription = Pick<Subscription, 'protocol' | 'endpoint' | 'attributes' | 'settings'>;

/** Queues and functions of the account are confirmed at once; whoever reads an address's mail has to confirm it. */
function add(topic: Topic, added: NewSubscription, { world: { clock, random } }: SnsContext): Subscription {
  if (topic.subscriptions.size >= MOST_SUBSCRIPTIONS)
    throw snsError('SubscriptionLimitExceeded', `The topic already has ${MOST_SUBSCRIPTIONS} subscriptions.`);
  const arn = `${topic.arn}:${random.uuid()}`;
  const token = added.protocol.startsWith('email') ? random.text(64, HEX) : undefined;
  const subscription = { arn, topicArn: topic.arn, ...added, token };
  topic.subscriptions.set(arn, subscription);
  if (token !== undefined) {
    clock.schedule(CONFIRMED_WITHIN_MS, () => {
      if (subscription.token !== undefined) topic.subscriptions.delete(arn);
    });
  }
  return subscription;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html; the token is in the link that is followed there. */
const askForConfirmation = ({ topicArn, endpoint }: Subscription, token: string, context: SnsContext) =>
  context.mailbox.send(
    {
      medium: 'EMAIL',
      service: 'SNS',
      to: endpoint,
      topicArn,
      subject: 'AWS Notification - Subscription Confirmation',
      body: [
        `You have chosen to subscribe to the topic: ${topicArn}`,
        'To confirm this subscription, call ConfirmSubscription with this token:',
        token,
      ].join('\n'),
    },
    context.call.traceId,
  );

/** https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html */
export const confirmSubscription = defineSnsAction(
  { TopicArn, Token: z.string(), AuthenticateOnUnsubscribe: z.string().optional() },
  ({ TopicArn: arn, Token }, { topics }) => {
    const subscriptions = [...topics.topic(arn).subscriptions.values()];
    const subscription = subscriptions.find(({ token }) => token === Token);
    if (!subscription) throw invalidParameter('Token');
    subscription.token = undefined;
    return { SubscriptionArn: subscription.arn };
  },
);

/** https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe = defineSnsAction({ SubscriptionArn }, (input, { topics }) => {
  const parts = input.SubscriptionArn.split(':').length;
  if (parts < 6)
    throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts}`);
  const topicArn = input.SubscriptionArn.slice(0, input.SubscriptionArn.lastIndexOf(':'));
  // One that is not there is unsubscribed too.
  for (const topic of topics.all())
    if (topic.arn === topicArn) topic.subscriptions.delete(input.SubscriptionArn);
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export const listSubscriptions = defineSnsAction(pagination, (_input, { topics, world }) => ({
  Subscriptions: [...topics.all()].flatMap(({ subscriptions }) =>
    [...subscriptions.values()].map((each) => describeSubscription(each, world.account)),
  ),
}));

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic = defineSnsAction(
  { TopicArn, ...pagination },
  ({ TopicArn: arn }, { topics, world }) => ({
    Subscriptions: [...topics.topic(arn).subscriptions.values()].map((each) =>
      describeSubscription(each, world.account),
    ),
  }),
);

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export const getSubscriptionAttributes = defineSnsAction({ SubscriptionArn }, (input, { topics, world }) => {
  const subscription = topics.subscription(input.SubscriptionArn);
  return {
    Attributes: new Map(
      Object.entries({
        ...describeSubscription({ ...subscription, token: undefined }, world.account),
        PendingConfirmation: String(subscription.token !== undefined),
        ConfirmationWasAuthenticated: 'true',
        RawMessageDelivery: 'false',
        ...subscription.attributes,
      }),
    ),
  };
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html: an empty value removes one. */
export const setSubscriptionAttributes = defineSnsAction(
  { SubscriptionArn, AttributeName: z.string(), AttributeValue: z.string().default('') },
  ({ SubscriptionArn: arn, AttributeName, AttributeValue }, { topics }) => {
    if (arn === PENDING_CONFIRMATION) throw invalidParameter('SubscriptionArn');
    const subscription = topics.subscription(arn);
    const { [AttributeName]: _, ...others } = subscription.attributes;
    const attributes = AttributeValue === '' ? others : { ...others, [AttributeName]: AttributeValue };
    subscription.settings = subscriptionSettingsOf(attributes, subscription.protocol);
    subscription.attributes = attributes;
  },
);
