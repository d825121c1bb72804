import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

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
