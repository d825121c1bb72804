import type { Actions } from '../../platform/Call.ts';

/** Amazon SNS: https://docs.aws.amazon.com/sns/latest/api/ */
export interface Sns {
  /** By name, such as `Publish`. SDKs reach them by the Query protocol. */
  readonly actions: Actions;
  /** The policy of a topic as JSON text; undefined where there is no such topic. */
  policyOf(topicArn: string): string | undefined;
}
