import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import type { AccessRequest } from '../iam/authorization/Access.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { Sns } from './Sns.ts';
import { snsError } from './snsError.ts';

/** The members of inputs that name a topic, whichever the action has. */
interface TopicRequest {
  readonly PhoneNumber?: unknown;
  readonly TopicArn?: unknown;
  readonly TargetArn?: unknown;
  readonly ResourceArn?: unknown;
  readonly SubscriptionArn?: unknown;
  readonly Name?: unknown;
}

/** A subscription is not judged by itself but by its topic. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export function snsPermissions({ account }: World, { policyOf }: Pick<Sns, 'policyOf'>): ServicePermissions {
  const onTopic = (name: string) => {
    const action = `sns:${name}`;
    return ({
      TopicArn,
      TargetArn,
      ResourceArn,
      SubscriptionArn,
      Name,
    }: TopicRequest): readonly AccessRequest[] => {
      const named = typeof Name === 'string' ? arnOf(account, 'sns', Name) : undefined;
      const arn = TopicArn ?? TargetArn ?? ResourceArn ?? SubscriptionArn ?? named;
      if (typeof arn !== 'string') return [];
      const resource = arn.split(':').slice(0, 6).join(':');
      return [{ action, resource, resourcePolicy: policyOf(resource) }];
    };
  };
  /** A telephone number is the resource itself. Recorded: https://github.com/Miserlou/Zappa/issues/1941 */
  const onTopicOrTelephone = (input: TopicRequest): readonly AccessRequest[] =>
    typeof input.PhoneNumber === 'string'
      ? [{ action: 'sns:Publish', resource: input.PhoneNumber }]
      : onTopic('Publish')(input);
  /**
   * Documented to know no resource, so a policy names `*`:
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
   * Of texts the refusal is recorded to name every ARN of the account instead: https://github.com/mozilla/fxa-auth-server/pull/2401
   */
  const onAll = (name: string) => (): readonly AccessRequest[] => [{ action: `sns:${name}`, resource: '*' }];
  return {
    denied: (message) => snsError('AuthorizationError', message),
    actions: {
      CheckIfPhoneNumberIsOptedOut: onAll('CheckIfPhoneNumberIsOptedOut'),
      ConfirmSubscription: onTopic('ConfirmSubscription'),
      CreateTopic: onTopic('CreateTopic'),
      DeleteTopic: onTopic('DeleteTopic'),
      GetSMSAttributes: onAll('GetSMSAttributes'),
      GetSMSSandboxAccountStatus: onAll('GetSMSSandboxAccountStatus'),
      GetSubscriptionAttributes: onTopic('GetSubscriptionAttributes'),
      GetTopicAttributes: onTopic('GetTopicAttributes'),
      ListPhoneNumbersOptedOut: onAll('ListPhoneNumbersOptedOut'),
      ListSubscriptions: onAll('ListSubscriptions'),
      ListSubscriptionsByTopic: onTopic('ListSubscriptionsByTopic'),
      ListTagsForResource: onTopic('ListTagsForResource'),
      ListTopics: onAll('ListTopics'),
      OptInPhoneNumber: onAll('OptInPhoneNumber'),
      Publish: onTopicOrTelephone,
      PublishBatch: onTopic('Publish'),
      SetSMSAttributes: onAll('SetSMSAttributes'),
      SetSubscriptionAttributes: onTopic('SetSubscriptionAttributes'),
      SetTopicAttributes: onTopic('SetTopicAttributes'),
      Subscribe: onTopic('Subscribe'),
      TagResource: onTopic('TagResource'),
      Unsubscribe: onTopic('Unsubscribe'),
      UntagResource: onTopic('UntagResource'),
    },
  };
}
