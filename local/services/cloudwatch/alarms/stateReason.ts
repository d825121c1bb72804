import { MINUTE_MS } from '../../../platform/metrics/Metric.ts';
import type { Alarm, MetricAlarmInput, StateValue } from './Alarm.ts';
import type { AlarmConditions } from './AlarmConditions.ts';
import type { Verdict } from './evaluateDatapoints.ts';

/** Why a metric alarm is in a state, for people and for programs. */
export interface StateReason {
  readonly reason: string;
  /** JSON text. */
  readonly reasonData: string;
}

const COMPARED: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** The words are recorded from AWS by many who parse them, such as `1 datapoint [6.0 (25/09/22 18:49:00)] was ...`. */
export function stateReason(
  { input, state }: Alarm<MetricAlarmInput>,
  conditions: AlarmConditions,
  { evaluated, filled }: Verdict,
  newState: StateValue,
  now: number,
): StateReason {
  const reasonData = reasonDataOf(input, conditions, evaluated, now);
  if (newState === 'INSUFFICIENT_DATA')
    return {
      reason: `Insufficient Data: ${counted(filled, 'datapoint')} ${was(filled)} unknown.`,
      reasonData,
    };
  if (evaluated.length === 0) return { reason: missingReason(filled, conditions), reasonData };

  const values = evaluated
    .map(({ value, minute }) => `${javaDouble(value)} (${shortTime(minute)})`)
    .join(', ');
  const count = evaluated.length;
  const subject =
    input.DatapointsToAlarm === undefined
      ? counted(count, 'datapoint')
      : `${count} out of the last ${count} datapoints`;
  const not = newState === 'ALARM' ? '' : 'not ';
  const crossed = `${was(count)} ${not}${COMPARED[input.ComparisonOperator]} the threshold (${javaDouble(conditions.threshold)})`;
  const missing =
    filled > 0
      ? ` and ${counted(filled, 'missing datapoint')} ${was(filled)} treated as ${treated(conditions)}`
      : '';
  const least =
    input.DatapointsToAlarm === undefined
      ? ''
      : ` (${minimumOf(input.DatapointsToAlarm, newState, state.value)})`;
  return { reason: `Threshold Crossed: ${subject} [${values}] ${crossed}${missing}${least}.`, reasonData };
}

const missingReason = (filled: number, conditions: AlarmConditions) =>
  `Threshold Crossed: no datapoints were received for ${counted(filled, 'period')} and ${counted(
    filled,
    'missing datapoint',
  )} ${was(filled)} treated as ${treated(conditions)}.`;

const treated = ({ rule }: AlarmConditions) =>
  rule.treatMissingData === 'breaching' ? '[Breaching]' : '[NonBreaching]';

/** AWS names the transition by the threshold, not by the state before, which may be `INSUFFICIENT_DATA`. */
const minimumOf = (datapoints: number, newState: StateValue, _before: StateValue) =>
  `minimum ${counted(datapoints, 'datapoint')} for ${newState === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK'} transition`;

function reasonDataOf(
  { Statistic, ExtendedStatistic }: MetricAlarmInput,
  { period, threshold }: AlarmConditions,
  evaluated: Verdict['evaluated'],
  now: number,
): string {
  const oldest = evaluated.at(-1);
  const statistic = Statistic ?? ExtendedStatistic;
  return JSON.stringify({
    version: '1.0',
    queryDate: alarmTime(now),
    ...(oldest && { startDate: alarmTime(oldest.minute * MINUTE_MS) }),
    ...(statistic && { statistic }),
    period: period * 60,
    recentDatapoints: evaluated.map(({ value }) => value).reverse(),
    threshold,
    evaluatedDatapoints: evaluated.map(({ minute, value, sampleCount }) => ({
      timestamp: alarmTime(minute * MINUTE_MS),
      ...(sampleCount !== undefined && { sampleCount }),
      value,
    })),
  });
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const was = (count: number) => (count === 1 ? 'was' : 'were');

/** `6.0`, as Java prints a double. */
const javaDouble = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `25/09/22 18:49:00`, of a minute. */
function shortTime(minute: number): string {
  const [, year, month, day, time] =
    /^\d\d(\d\d)-(\d\d)-(\d\d)T(.{8})/.exec(new Date(minute * MINUTE_MS).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
}

/** `2024-03-08T14:06:01.853+0000`, as alarms spell moments. */
export const alarmTime = (epochMs: number) => new Date(epochMs).toISOString().replace('Z', '+0000');
