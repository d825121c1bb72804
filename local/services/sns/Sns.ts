import type { Actions } from '../../platform/Call.ts';

/** Amazon SNS: https://docs.aws.amazon.com/sns/latest/api/ */
export interface Sns {
  /** By name, such as `Publish`. SDKs reach them by the Query protocol. */
  readonly actions: Actions;
  /** Takes what the owner of a telephone answers to a text message. Returns whether the owner wants no more. */
  takeReply(phoneNumber: string, text: string): boolean;
  /** The policy of a topic as JSON text; undefined where there is no such topic. */
  policyOf(topicArn: string): string | undefined;
}
