import type { Account } from '../../../platform/World.ts';
import type { ServiceEvent } from '../../events/Events.ts';
import type { AlarmNotification } from '../CloudWatch.ts';
import { type MetricDataQuery, dimensionsOf } from '../inputs.ts';
import {
  type Alarm,
  type AlarmState,
  type CompositeAlarmInput,
  isComposite,
  isMetric,
  type MetricAlarmInput,
} from './Alarm.ts';
import { alarmTime } from './stateReason.ts';

export interface StateChange {
  readonly alarm: Alarm;
  readonly before: AlarmState;
  readonly after: AlarmState;
}

/** Region names as alarms print them: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const REGIONS: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-1': 'US West (N. California)',
  'us-west-2': 'US West (Oregon)',
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
  'ap-southeast-1': 'Asia Pacific (Singapore)',
  'ap-southeast-2': 'Asia Pacific (Sydney)',
  'ca-central-1': 'Canada (Central)',
  'eu-central-1': 'EU (Frankfurt)',
  'eu-north-1': 'EU (Stockholm)',
  'eu-west-1': 'EU (Ireland)',
  'eu-west-2': 'EU (London)',
  'eu-west-3': 'EU (Paris)',
};

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html. An alarm's name may have 255 characters. */
const LONGEST_SUBJECT = 100;

/** What a topic is sent. Members and their order are recorded from AWS in many public repositories. */
export function alarmNotification(
  account: Account,
  { alarm, before, after }: StateChange,
): AlarmNotification {
  const { input } = alarm;
  const region = REGIONS[account.region] ?? account.region;
  const message = {
    AlarmName: alarm.name,
    AlarmDescription: input.AlarmDescription ?? null,
    ...(isComposite(alarm) && { AlarmRule: alarm.input.AlarmRule }),
    AWSAccountId: account.accountId,
    AlarmConfigurationUpdatedTimestamp: alarmTime(alarm.configuredAt),
    NewStateValue: after.value,
    NewStateReason: after.reason,
    StateChangeTime: alarmTime(after.updatedAt),
    Region: region,
    AlarmArn: alarm.arn,
    OldStateValue: before.value,
    OKActions: input.OKActions,
    AlarmActions: input.AlarmActions,
    InsufficientDataActions: input.InsufficientDataActions,
    ...(isMetric(alarm) && { Trigger: triggerOf(alarm.input) }),
  };
  const subject = `${after.value}: "${alarm.name}" in ${region}`;
  return { subject: subject.slice(0, LONGEST_SUBJECT), message: JSON.stringify(message) };
}

function triggerOf(input: MetricAlarmInput): object {
  const condition = {
    Period: input.Period ?? periodOf(input.Metrics ?? []),
    EvaluationPeriods: input.EvaluationPeriods,
    ...(input.DatapointsToAlarm !== undefined && { DatapointsToAlarm: input.DatapointsToAlarm }),
    ComparisonOperator: input.ComparisonOperator,
    Threshold: input.Threshold,
    TreatMissingData: input.TreatMissingData ?? '',
    EvaluateLowSampleCountPercentile: input.EvaluateLowSampleCountPercentile ?? '',
  };
  if (input.Metrics) return { ...condition, Metrics: input.Metrics };
  return {
    MetricName: input.MetricName,
    Namespace: input.Namespace,
    StatisticType: input.Statistic ? 'Statistic' : 'ExtendedStatistic',
    ...(input.Statistic
      ? { Statistic: input.Statistic.replace('SampleCount', 'SAMPLE_COUNT').toUpperCase() }
      : { ExtendedStatistic: input.ExtendedStatistic }),
    Unit: input.Unit ?? null,
    Dimensions: input.Dimensions.map(({ Name, Value }) => ({ value: Value, name: Name })),
    ...condition,
  };
}

const periodOf = (queries: readonly MetricDataQuery[]) =>
  queries
    .map(({ Period, MetricStat }) => Period ?? MetricStat?.Period)
    .find((period) => period !== undefined);

/**
 * What the default bus is sent.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export const stateChangeEvent = ({ alarm, before, after }: StateChange): ServiceEvent => ({
  source: 'aws.cloudwatch',
  detailType: 'CloudWatch Alarm State Change',
  resources: [alarm.arn],
  detail: {
    alarmName: alarm.name,
    state: eventState(after),
    previousState: eventState(before),
    ...(isComposite(alarm) && { configuration: compositeConfiguration(alarm.input) }),
    ...(isMetric(alarm) && { configuration: metricConfiguration(alarm) }),
  },
});

const eventState = ({ value, reason, reasonData, updatedAt }: AlarmState) => ({
  value,
  reason,
  ...(reasonData !== undefined && { reasonData }),
  timestamp: alarmTime(updatedAt),
});

const compositeConfiguration = ({ AlarmRule, AlarmDescription }: CompositeAlarmInput) => ({
  ...(AlarmDescription !== undefined && { description: AlarmDescription }),
  alarmRule: AlarmRule,
});

function metricConfiguration({ input, arn }: Alarm<MetricAlarmInput>): object {
  const description = input.AlarmDescription === undefined ? {} : { description: input.AlarmDescription };
  const { MetricName, Namespace, Dimensions, Period, Statistic, ExtendedStatistic } = input;
  const single: MetricDataQuery = {
    // AWS makes an id up.
    Id: arn,
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions },
      Period: Period ?? 0,
      Stat: Statistic ?? ExtendedStatistic ?? '',
    },
  };
  return { ...description, metrics: (input.Metrics ?? [single]).map(eventQuery) };
}

const eventQuery = ({ Id, Expression, Label, MetricStat, ReturnData = true, Period }: MetricDataQuery) => ({
  id: Id,
  ...(Expression !== undefined && { expression: Expression }),
  ...(Label !== undefined && { label: Label }),
  ...(Period !== undefined && { period: Period }),
  ...(MetricStat && {
    metricStat: {
      metric: {
        namespace: MetricStat.Metric.Namespace,
        name: MetricStat.Metric.MetricName,
        dimensions: dimensionsOf(MetricStat.Metric.Dimensions),
      },
      period: MetricStat.Period,
      stat: MetricStat.Stat,
    },
  }),
  returnData: ReturnData,
});
