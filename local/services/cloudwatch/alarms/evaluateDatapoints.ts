import type { MetricAlarmInput, StateValue } from './Alarm.ts';

export type TreatMissingData = NonNullable<MetricAlarmInput['TreatMissingData']>;

export interface EvaluationRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
  readonly isBreaching: (value: number) => boolean;
}

/**
 * How many periods are looked at: more than are evaluated, because the newest may be missing. AWS's tables have 5 for 3
 * and say that the number depends on the period; the same two more for every alarm are chosen.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const evaluationRange = (evaluationPeriods: number) => evaluationPeriods + 2;

export interface Verdict {
  /** `unchanged` keeps the current state. */
  readonly state: StateValue | 'unchanged';
  /** The values that counted, the newest first. */
  readonly evaluated: readonly Datapoint[];
  /** How many missing ones were filled in. */
  readonly filled: number;
}

export interface Datapoint {
  /** The period's first minute. */
  readonly minute: number;
  readonly value: number;
  readonly sampleCount?: number | undefined;
}

/**
 * What the values of an evaluation range come to.
 * Documented: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html; its two
 * tables are the test of this file.
 *
 * @param datapoints the newest first; undefined where one is missing
 */
export function evaluateDatapoints(
  datapoints: readonly (Datapoint | undefined)[],
  rule: EvaluationRule,
): Verdict {
  const { evaluationPeriods, datapointsToAlarm, isBreaching } = rule;
  const real = datapoints.filter((datapoint) => datapoint !== undefined);
  // Values that are there count before any that is filled in.
  const evaluated = real.slice(0, evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter(({ value }) => isBreaching(value)).length;
  const judge = (count: number) => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  const verdict = (state: Verdict['state']): Verdict => ({ state, evaluated, filled });

  if (filled === 0) return verdict(judge(breaching));
  switch (rule.treatMissingData) {
    case 'breaching':
      return verdict(judge(breaching + filled));
    case 'notBreaching':
      return verdict(judge(breaching));
    case 'ignore':
      if (evaluated.length === 0) return verdict('unchanged');
      return verdict(breaching < evaluated.length ? judge(breaching) : alarmOr(breaching, rule));
    case 'missing':
      if (evaluated.length === 0) return verdict('INSUFFICIENT_DATA');
      if (breaching < evaluated.length) return verdict(judge(breaching));
      return verdict(isOldEnough(datapoints, rule) ? 'ALARM' : alarmOr(breaching, rule));
  }
}

/** Where all that is there is breaching, but too little is there to be sure, the state waits for more. */
const alarmOr = (breaching: number, { datapointsToAlarm }: EvaluationRule) =>
  breaching >= datapointsToAlarm ? 'ALARM' : 'unchanged';

/**
 * Against premature alarms: a breaching value that stands alone counts once it is as many periods old as values are
 * needed, and no later one contradicts it. The tables, which decide, have this only where nothing at all contradicts it.
 */
const isOldEnough = (datapoints: readonly (Datapoint | undefined)[], { datapointsToAlarm }: EvaluationRule) =>
  datapoints.findLastIndex((datapoint) => datapoint !== undefined) + 1 >= datapointsToAlarm;
