import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Settings } from '../platform/settings.ts';

export interface AlarmProps {
  readonly settings: Settings;
  /** What is watched, by the minute. See `perMinute`. */
  readonly metric: IMetric;
  /** The alarm is raised by the first minute above this. */
  readonly above: number;
  /** What the person who is woken must know: what happened, and where to look. */
  readonly description: string;
}

/** Options of a metric an alarm looks at: the worst of each minute. */
export const perMinute = { period: Duration.minutes(1), statistic: 'Maximum' } as const;

/** Raises an alarm, and notifies the settings' topic, if there is one, when it begins and when it ends. */
export const raiseAlarm = (scope: Construct, id: string, props: AlarmProps) => {
  const alarm = new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    // An idle queue, rule or pipe reports nothing at all.
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: props.description,
  });
  if (props.settings.alarmTopicArn) {
    const action = new SnsAction(Topic.fromTopicArn(alarm, 'Topic', props.settings.alarmTopicArn));
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
  return alarm;
};
