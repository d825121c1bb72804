import { paginateDescribeAlarms, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { cloudwatch } from './metrics.ts';
import { environment } from './environment.ts';

/** Of AppSync's message to a subscriber, which takes 240 KB. Chosen: whoever sees so many does not read them all. */
const MOST_RINGING = 50;

/** The stage's alarms: how many there are, what they cost, and those that ring, the latest first. */
export const readAlarms = async () => {
  const alarms: MetricAlarm[] = [];
  const pages = paginateDescribeAlarms(
    { client: cloudwatch, pageSize: 100 },
    { AlarmNamePrefix: `Frontdesk-${environment.STAGE}-` },
  );
  for await (const { MetricAlarms = [] } of pages) alarms.push(...MetricAlarms);
  const ringing = alarms
    .filter(({ StateValue }) => StateValue === 'ALARM')
    .map((alarm) => ({
      name: alarm.AlarmName ?? '',
      description: alarm.AlarmDescription ?? null,
      reason: alarm.StateReason ?? '',
      since: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(0)).toISOString(),
    }))
    .sort((one, other) => other.since.localeCompare(one.since));
  return {
    alarms: { count: alarms.length, ringing: ringing.slice(0, MOST_RINGING) },
    // An alarm is billed by the metrics it reads: https://aws.amazon.com/cloudwatch/pricing/
    alarmMetrics: alarms.reduce(
      (sum, { Metrics = [] }) => sum + Math.max(Metrics.filter(({ MetricStat }) => MetricStat).length, 1),
      0,
    ),
  };
};
