import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { arnOf } from '../platform/arns.ts';
import {
  cloudFormationCall,
  type Created,
  defineResource,
  type ResourceContext,
} from './common/ResourceType.ts';
import { flag, inert, integer, text } from './common/properties.ts';

const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

const dimensions = z.array(z.strictObject({ Name: text, Value: text }));

const metricStat = z.strictObject({
  Metric: z.strictObject({
    Namespace: text.optional(),
    MetricName: text.optional(),
    Dimensions: dimensions.optional(),
  }),
  Period: integer,
  Stat: text,
  Unit: text.optional(),
});

const ofEveryAlarm = {
  AlarmName: text.optional(),
  ActionsEnabled: flag.optional(),
  AlarmActions: z.array(text).optional(),
  AlarmDescription: text.optional(),
  InsufficientDataActions: z.array(text).optional(),
  OKActions: z.array(text).optional(),
  Tags: inert.optional(),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const CloudWatchAlarm = defineResource(
  z.strictObject({
    ...ofEveryAlarm,
    ComparisonOperator: text,
    DatapointsToAlarm: integer.optional(),
    Dimensions: dimensions.optional(),
    EvaluateLowSampleCountPercentile: text.optional(),
    EvaluationPeriods: integer,
    ExtendedStatistic: text.optional(),
    MetricName: text.optional(),
    Metrics: z
      .array(
        z.strictObject({
          Id: text,
          AccountId: text.optional(),
          Expression: text.optional(),
          Label: text.optional(),
          MetricStat: metricStat.optional(),
          Period: integer.optional(),
          ReturnData: flag.optional(),
        }),
      )
      .optional(),
    Namespace: text.optional(),
    Period: integer.optional(),
    Statistic: text.optional(),
    Threshold: number.optional(),
    TreatMissingData: text.optional(),
    Unit: text.optional(),
  }),
  (properties, context) => createAlarm('PutMetricAlarm', properties, context),
  { replacedBy: ['AlarmName'], identifiedBy: ['AlarmName'], remove: deleteAlarm },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html */
export const CloudWatchCompositeAlarm = defineResource(
  z.strictObject({ ...ofEveryAlarm, AlarmRule: text }),
  (properties, context) => createAlarm('PutCompositeAlarm', properties, context),
  { replacedBy: ['AlarmName'], identifiedBy: ['AlarmName'], remove: deleteAlarm },
);

/** Changes an alarm that is there, too, which keeps its state. */
async function createAlarm(
  action: 'PutMetricAlarm' | 'PutCompositeAlarm',
  properties: { readonly AlarmName?: string | undefined },
  context: ResourceContext,
): Promise<Created> {
  const { world, services, physicalName } = context;
  const AlarmName = properties.AlarmName ?? physicalName(255);
  await callAction(
    services.cloudwatch.actions,
    action,
    { ...properties, AlarmName },
    cloudFormationCall(world),
  );
  return { ref: AlarmName, attributes: { Arn: arnOf(world.account, 'cloudwatch', `alarm:${AlarmName}`) } };
}

async function deleteAlarm({ ref }: Created, { world, services }: ResourceContext): Promise<void> {
  const input = { AlarmNames: [ref] };
  await callAction(services.cloudwatch.actions, 'DeleteAlarms', input, cloudFormationCall(world));
}
