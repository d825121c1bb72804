import { arnOf } from '../../../platform/arns.ts';
import type { Account } from '../../../platform/World.ts';
import { invalidParameter, snsError, subscriptionNotFound, topicNotFound } from '../snsError.ts';
import type { Attributes, Subscription, Topic, Topics } from './Topic.ts';

/** Chosen: a tenth of AWS's, all of which one machine has to remember. https://docs.aws.amazon.com/general/latest/gr/sns.html */
const MOST_TOPICS = 10_000;

/** Topics in memory. A restart makes those of the templates anew. */
export function createTopics(account: Account): Topics {
  const topics = new Map<string, Topic>();

  const find = (arn: string): Topic => {
    const parts = arn.split(':').length;
    if (parts < 6)
      throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`);
    const topic = topics.get(arn);
    if (!topic) throw topicNotFound();
    return topic;
  };

  return {
    create(name, attributes) {
      checkTopic(name, attributes);
      const arn = arnOf(account, 'sns', name);
      const existing = topics.get(arn);
      if (existing) return sameTopic(existing, attributes);
      if (topics.size >= MOST_TOPICS)
        throw snsError('TopicLimitExceeded', `There are already ${MOST_TOPICS} topics.`);
      const topic: Topic = { arn, name, attributes, tags: new Map(), subscriptions: new Map() };
      topics.set(arn, topic);
      return topic;
    },
    delete: (arn) => void topics.delete(arn),
    byArn: (arn) => topics.get(arn),
    topic: find,
    subscription(arn) {
      const found = topics.get(arn.slice(0, arn.lastIndexOf(':')))?.subscriptions.get(arn);
      if (!found) throw subscriptionNotFound();
      return found;
    },
    all: () => topics.values(),
  };
}

/** What a topic can be set to here. Everything else that SNS knows is about deliveries that are not made here. */
const SETTABLE: ReadonlySet<string> = new Set(['DisplayName', 'KmsMasterKeyId', 'Policy', 'TracingConfig']);

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
function checkTopic(name: string, attributes: Attributes): void {
  if (name.endsWith('.fifo') || attributes['FifoTopic'] === 'true')
    throw invalidParameter('FifoTopic Reason: FIFO topics are not supported here');
  if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
  for (const [attribute, value] of Object.entries(attributes)) checkTopicAttribute(attribute, value);
}

/** Throws where an attribute cannot be set. */
export function checkTopicAttribute(name: string, value: string): void {
  if (name === 'FifoTopic' && value === 'false') return;
  if (!SETTABLE.has(name)) throw invalidParameter(`AttributeName Reason: ${name} is not supported here`);
  if (name === 'Policy') parsedDocument('Policy', value);
}

/** A JSON object in an attribute. Throws where it is none. */
export function parsedDocument(attribute: string, text: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null) return { ...document };
  } catch {
    // Said below, as for any other text that is no object.
  }
  throw invalidParameter(`${attribute}: failed to parse JSON.`);
}

function sameTopic(existing: Topic, attributes: Attributes): Topic {
  const differs = Object.entries(attributes).some(([name, value]) => existing.attributes[name] !== value);
  if (differs) throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
  return existing;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html: an ARN that is not one yet. */
export const PENDING_CONFIRMATION = 'PendingConfirmation';

/** As lists show it. */
export const describeSubscription = (
  { arn, topicArn, protocol, endpoint, token }: Subscription,
  { accountId }: Account,
) => ({
  SubscriptionArn: token === undefined ? arn : PENDING_CONFIRMATION,
  Owner: accountId,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});
