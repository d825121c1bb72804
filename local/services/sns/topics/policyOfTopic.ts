import type { Account } from '../../../platform/World.ts';
import type { Topic } from './Topic.ts';

const defaults = new WeakMap<Topic, string>();

/**
 * A topic's policy as JSON text. Without one of its own it lets the account in, which is what the policy of a new topic says
 * by a condition key that SNS alone has. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function policyOfTopic(topic: Topic | undefined, account: Account): string | undefined {
  if (!topic || topic.attributes['Policy']) return topic?.attributes['Policy'];
  const known = defaults.get(topic);
  if (known !== undefined) return known;
  const text = defaultPolicy(topic, account);
  defaults.set(topic, text);
  return text;
}

const defaultPolicy = ({ arn }: Topic, { accountId }: Account) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: '*',
      Action: ['sns:Publish', 'sns:Subscribe'],
      Resource: arn,
      Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
    },
  });
