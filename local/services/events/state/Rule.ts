import type { Timer } from '../../../platform/Clock.ts';
import type { StoredPattern } from '../patterns/parsePattern.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  description: string | undefined;
  roleArn: string | undefined;
  state: RuleState;
  pattern: StoredPattern | undefined;
  scheduleExpression: string | undefined;
  /** The next time the schedule is due. */
  timer: Timer | undefined;
  /** By id, in the order of PutTargets. */
  readonly targets: Map<string, Target>;
}

export type RuleState = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string | undefined;
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?: InputTransformer | undefined;
  readonly RetryPolicy?: RetryPolicy | undefined;
  readonly DeadLetterConfig?: { readonly Arn?: string | undefined } | undefined;
  readonly SqsParameters?: { readonly MessageGroupId?: string | undefined } | undefined;
  readonly AppSyncParameters?: { readonly GraphQLOperation?: string | undefined } | undefined;
}

/** The parameters of a target that only its own service reads. */
export type TargetParameters = Pick<Target, 'SqsParameters' | 'AppSyncParameters'>;

export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>> | undefined;
  readonly InputTemplate: string;
}

export interface RetryPolicy {
  /** 0 to 185. @default 185 */
  readonly MaximumRetryAttempts?: number | undefined;
  /** 60 to 86,400. @default 86400 */
  readonly MaximumEventAgeInSeconds?: number | undefined;
}
