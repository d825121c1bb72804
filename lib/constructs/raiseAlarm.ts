import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Settings } from '../platform/settings.ts';

export interface AlarmProps {
  readonly settings: Settings;
  /** What is watched, by the minute. See `perMinute` and `sumOf`. */
  readonly metric: IMetric;
  /** The alarm counts the minutes above this. */
  readonly above: number;
  /**
   * How many of the latest minutes have to be above it. More where single ones are mended by retries.
   * @default - one of one: the first minute above raises the alarm
   */
  readonly minutes?: { readonly bad: number; readonly of: number };
  /** What the person who is woken must know: what happened, and where to look. */
  readonly description: string;
}

/** Options of a metric an alarm looks at: the worst of each minute. */
export const perMinute = { period: Duration.minutes(1), statistic: 'Maximum' } as const;

/** Something that lasts, and not what the next try mends. */
export const lasting = { bad: 3, of: 5 } as const;

/**
 * The sum of counts, any of which may have nothing to report in a minute: without `FILL` the sum would then be nothing,
 * too. AWS bills an alarm by its metrics, so this costs what as many alarms would (docs/decisions/016-alarms.md).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const sumOf = (metrics: Readonly<Record<string, IMetric>>, label: string) =>
  new MathExpression({
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics: { ...metrics },
    label,
    period: perMinute.period,
  });

/** Raises an alarm, and notifies the stage's topic when it begins and when it ends. */
export const raiseAlarm = (scope: Construct, id: string, props: AlarmProps) => {
  const { settings, metric, above, minutes = { bad: 1, of: 1 }, description } = props;
  const alarm = new Alarm(scope, id, {
    metric,
    threshold: above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: minutes.of,
    datapointsToAlarm: minutes.bad < minutes.of ? minutes.bad : undefined,
    // An idle queue, rule or pipe reports nothing at all.
    treatMissingData: TreatMissingData.NOT_BREACHING,
    // Where the way from the alarm to a mended queue is written down, for whoever was woken.
    alarmDescription: `${description} See docs/runbook.md.`,
  });
  const action = { bind: () => ({ alarmActionArn: alarmTopicArn(scope, settings) }) };
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
};

/** Name of the topic that the platform makes. */
export const alarmTopicName = ({ stage }: Settings) => `Frontdesk-${stage}-Alarms`;

/** The topic of the settings, or the platform's own by its name: an import would tie each domain's stack to it. */
const alarmTopicArn = (scope: Construct, settings: Settings) =>
  settings.alarmTopicArn ?? Stack.of(scope).formatArn({ service: 'sns', resource: alarmTopicName(settings) });
