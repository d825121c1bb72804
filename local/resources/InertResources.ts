import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { defineResource } from './common/ResourceType.ts';
import { inert, text } from './common/properties.ts';

/**
 * A name and nothing more: there are no metrics to watch, failures are on the feed as they happen.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
 */
export const CloudWatchAlarm = defineResource(
  z.strictObject({
    AlarmName: text.optional(),
    ActionsEnabled: inert.optional(),
    AlarmActions: inert.optional(),
    AlarmDescription: inert.optional(),
    ComparisonOperator: inert.optional(),
    DatapointsToAlarm: inert.optional(),
    Dimensions: inert.optional(),
    EvaluateLowSampleCountPercentile: inert.optional(),
    EvaluationCriteria: inert.optional(),
    EvaluationInterval: inert.optional(),
    EvaluationPeriods: inert.optional(),
    ExtendedStatistic: inert.optional(),
    InsufficientDataActions: inert.optional(),
    MetricName: inert.optional(),
    Metrics: inert.optional(),
    Namespace: inert.optional(),
    OKActions: inert.optional(),
    Period: inert.optional(),
    Statistic: inert.optional(),
    Tags: inert.optional(),
    Threshold: inert.optional(),
    ThresholdMetricId: inert.optional(),
    TreatMissingData: inert.optional(),
    Unit: inert.optional(),
  }),
  ({ AlarmName }, { world, physicalName }) => {
    const name = AlarmName ?? physicalName(255);
    return { ref: name, attributes: { Arn: arnOf(world.account, 'cloudwatch', `alarm:${name}`) } };
  },
);

/**
 * Accepted without effect: there are no metrics to show.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html
 */
export const CloudWatchDashboard = defineResource(
  z.strictObject({ DashboardName: text.optional(), DashboardBody: inert, Tags: inert.optional() }),
  ({ DashboardName }, { physicalName }) => ({ ref: DashboardName ?? physicalName(255) }),
);

/**
 * A name and nothing more: what is logged goes to the feed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export const LogsLogGroup = defineResource(
  z.strictObject({
    LogGroupName: text.optional(),
    BearerTokenAuthenticationEnabled: inert.optional(),
    DataProtectionPolicy: inert.optional(),
    DeletionProtectionEnabled: inert.optional(),
    FieldIndexPolicies: inert.optional(),
    KmsKeyId: inert.optional(),
    LogGroupClass: inert.optional(),
    ResourcePolicyDocument: inert.optional(),
    RetentionInDays: inert.optional(),
    Tags: inert.optional(),
  }),
  ({ LogGroupName }, { world, physicalName }) => {
    const name = LogGroupName ?? physicalName(512);
    return { ref: name, attributes: { Arn: arnOf(world.account, 'logs', `log-group:${name}:*`) } };
  },
);

/**
 * Accepted without effect: nobody is kept from writing logs.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html
 */
export const LogsResourcePolicy = defineResource(
  z.strictObject({ PolicyName: text, PolicyDocument: inert.optional(), ResourceArn: inert.optional() }),
  ({ PolicyName }) => ({ ref: PolicyName }),
);

/** The CDK's own note of which constructs were used; nothing is made of it. */
export const CdkMetadata = defineResource(
  z.strictObject({ Analytics: inert.optional() }),
  (_properties, { logicalId }) => ({
    ref: logicalId,
  }),
);
