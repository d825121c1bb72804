import { z } from 'zod';
import { listOf } from '../../../platform/checkInput.ts';
import { defineSnsAction, pagination, textMap } from '../SnsAction.ts';
import { snsError } from '../snsError.ts';
import { checkTopicAttribute } from '../topics/createTopics.ts';
import type { Topic } from '../topics/Topic.ts';

const TopicArn = z.string();

const tags = listOf(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) }), 50);

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const createTopic = defineSnsAction(
  { Name: z.string(), Attributes: textMap.default({}), Tags: tags.default([]) },
  ({ Name, Attributes, Tags }, { topics }) => {
    const topic = topics.create(Name, Attributes);
    for (const { Key, Value } of Tags) topic.tags.set(Key, Value);
    return { TopicArn: topic.arn };
  },
);

/** https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html: a topic that is not there is deleted too. */
export const deleteTopic = defineSnsAction({ TopicArn }, (input, { topics }) => {
  topics.delete(input.TopicArn);
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics = defineSnsAction(pagination, (_input, { topics }) => ({
  Topics: [...topics.all()].map(({ arn }) => ({ TopicArn: arn })),
}));

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes = defineSnsAction({ TopicArn }, (input, { topics, world }) => {
  const topic = topics.topic(input.TopicArn);
  const subscriptions = [...topic.subscriptions.values()];
  const pending = subscriptions.filter(({ token }) => token !== undefined).length;
  return {
    Attributes: new Map(
      Object.entries({
        TopicArn: topic.arn,
        Owner: world.account.accountId,
        DisplayName: '',
        Policy: JSON.stringify(defaultPolicy(topic, world.account.accountId)),
        SubscriptionsConfirmed: String(subscriptions.length - pending),
        SubscriptionsPending: String(pending),
        SubscriptionsDeleted: '0',
        ...topic.attributes,
      }),
    ),
  };
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes = defineSnsAction(
  { TopicArn, AttributeName: z.string(), AttributeValue: z.string().default('') },
  ({ TopicArn: arn, AttributeName, AttributeValue }, { topics }) => {
    const topic = topics.topic(arn);
    if (AttributeValue !== '') checkTopicAttribute(AttributeName, AttributeValue);
    const { [AttributeName]: _, ...others } = topic.attributes;
    topic.attributes = AttributeValue === '' ? others : { ...others, [AttributeName]: AttributeValue };
  },
);

/** What the owner's account may do with a topic that has no policy: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
const defaultPolicy = ({ arn }: Topic, accountId: string) => ({
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: [
        'SNS:GetTopicAttributes',
        'SNS:SetTopicAttributes',
        'SNS:AddPermission',
        'SNS:RemovePermission',
        'SNS:DeleteTopic',
        'SNS:Subscribe',
        'SNS:ListSubscriptionsByTopic',
        'SNS:Publish',
      ],
      Resource: arn,
      Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
    },
  ],
});

const MOST_TAGS = 50;

const ResourceArn = z.string();

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource = defineSnsAction({ ResourceArn, Tags: tags }, (input, { topics }) => {
  const topic = topics.topic(input.ResourceArn);
  const keys = new Set([...topic.tags.keys(), ...input.Tags.map(({ Key }) => Key)]);
  if (keys.size > MOST_TAGS)
    throw snsError('TagLimitExceeded', 'Could not complete request: tag quota of per resource exceeded');
  for (const { Key, Value } of input.Tags) topic.tags.set(Key, Value);
  return {};
});

/** https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export const untagResource = defineSnsAction(
  { ResourceArn, TagKeys: listOf(z.string(), MOST_TAGS) },
  (input, { topics }) => {
    const topic = topics.topic(input.ResourceArn);
    for (const key of input.TagKeys) topic.tags.delete(key);
    return {};
  },
);

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource = defineSnsAction({ ResourceArn }, (input, { topics }) => ({
  Tags: [...topics.topic(input.ResourceArn).tags].map(([Key, Value]) => ({ Key, Value })),
}));
