import type { Metric } from '../../../platform/metrics/Metric.ts';
import type { Metrics } from '../../../platform/metrics/createMetrics.ts';
import { invalidCombination, invalidValue, missingParameter, validationError } from '../errors.ts';
import { dimensionsOf, type MetricDataQuery } from '../inputs.ts';
import { planQueries } from '../math/planQueries.ts';
import { readingOf, readSet } from '../readMetric.ts';
import type { MetricAlarmInput } from './Alarm.ts';
import { type Datapoint, evaluationRange, type EvaluationRule } from './evaluateDatapoints.ts';

/** What a metric alarm looks at, and when it is breached. */
export interface AlarmConditions {
  readonly metrics: readonly Metric[];
  /** Minutes. */
  readonly period: number;
  /** How many periods are looked at. */
  readonly range: number;
  readonly threshold: number;
  readonly rule: EvaluationRule;
  /** The values of the periods before `end`, a minute, the newest first. */
  read(metrics: Metrics, end: number): (Datapoint | undefined)[];
}

/** A day of evaluation at periods below an hour, and a week at longer ones. */
const LONGEST_SECONDS = 86_400;
const LONGEST_SECONDS_BY_THE_HOUR = 604_800;

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Checks an alarm as PutMetricAlarm does, and refuses by name what is not supported here. */
export function conditionsOf(input: MetricAlarmInput): AlarmConditions {
  refuseUnsupported(input);
  const { Threshold, ComparisonOperator, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = input;
  const compare = comparisons[ComparisonOperator];
  if (!compare) throw notSupported(`ComparisonOperator ${ComparisonOperator}, an anomaly detection model`);
  if (Threshold === undefined) throw missingParameter('The parameter Threshold is required.');
  if (DatapointsToAlarm > EvaluationPeriods)
    throw validationError('DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  const source = sourceOf(input);
  checkLength(source.period * 60, EvaluationPeriods);
  return {
    ...source,
    range: evaluationRange(EvaluationPeriods),
    threshold: Threshold,
    rule: {
      evaluationPeriods: EvaluationPeriods,
      datapointsToAlarm: DatapointsToAlarm,
      treatMissingData: treatmentOf(input, source.metrics),
      isBreaching: (value) => compare(value, Threshold),
    },
    read: (metrics, end) => source.read(metrics, end, evaluationRange(EvaluationPeriods)),
  };
}

function refuseUnsupported({ ThresholdMetricId, EvaluationCriteria, EvaluationInterval }: MetricAlarmInput) {
  if (ThresholdMetricId !== undefined) throw notSupported('ThresholdMetricId, an anomaly detection model');
  if (EvaluationCriteria !== undefined) throw notSupported('EvaluationCriteria');
  if (EvaluationInterval !== undefined) throw notSupported('EvaluationInterval');
}

const notSupported = (what: string) => invalidValue(`${what} is not supported by the local CloudWatch.`);

function checkLength(periodSeconds: number, evaluationPeriods: number): void {
  const most = periodSeconds >= 3600 ? LONGEST_SECONDS_BY_THE_HOUR : LONGEST_SECONDS;
  if (periodSeconds * evaluationPeriods > most)
    throw validationError(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    );
}

/**
 * Documented: alarms on metrics of DynamoDB ignore missing data, whatever they ask for. The API reference says so without
 * exception, the user guide that the alarm may choose otherwise; here the stricter of the two holds.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const treatmentOf = ({ TreatMissingData = 'missing' }: MetricAlarmInput, metrics: readonly Metric[]) =>
  metrics.some(({ namespace }) => namespace === 'AWS/DynamoDB') ? 'ignore' : TreatMissingData;

interface Source {
  readonly metrics: readonly Metric[];
  readonly period: number;
  read(metrics: Metrics, end: number, range: number): (Datapoint | undefined)[];
}

function sourceOf(input: MetricAlarmInput): Source {
  if (input.Metrics === undefined) return singleSource(singleMetric(input));
  if (input.MetricName !== undefined || input.Namespace !== undefined || input.Period !== undefined)
    throw invalidCombination('You cannot specify both Metrics and MetricName, Namespace or Period.');
  const [query, ...others] = input.Metrics;
  if (query?.MetricStat && others.length === 0) return singleSource(query.MetricStat);
  return mathSource(input.Metrics);
}

function singleSource(stat: NonNullable<MetricDataQuery['MetricStat']>): Source {
  const reading = readingOf(stat);
  const { metric, period, statistic } = reading;
  return {
    metrics: [metric],
    period,
    read: (metrics, end, range) =>
      Array.from({ length: range }, (_, back) => {
        const minute = end - (back + 1) * period;
        const set = readSet(metrics, reading, minute);
        const value = set && statistic(set);
        return value === undefined ? undefined : { minute, value, sampleCount: set?.sampleCount };
      }),
  };
}

/** The expression of the one query that is returned: an alarm watches one series. */
function mathSource(queries: readonly MetricDataQuery[]): Source {
  const returned = queries.filter(({ ReturnData = true }) => ReturnData);
  const [asked] = returned;
  if (!asked || returned.length > 1)
    throw validationError('Exactly one element of the metrics list should return data.');
  const plan = planQueries(queries);
  return {
    metrics: plan.metrics,
    period: plan.period,
    read(metrics, end, range) {
      const from = end - range * plan.period;
      const [series = [], ...others] = plan.read(metrics, asked.Id, from, range);
      if (others.length > 0) return [];
      return Array.from({ length: range }, (_, back) => {
        const at = range - 1 - back;
        const value = series[at];
        return value === undefined ? undefined : { minute: from + at * plan.period, value };
      });
    },
  };
}

function singleMetric(input: MetricAlarmInput) {
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Period, Dimensions, Unit } = input;
  if (MetricName === undefined) throw missingParameter('The parameter MetricName is required.');
  if (Namespace === undefined) throw missingParameter('The parameter Namespace is required.');
  if (Period === undefined) throw missingParameter('The parameter Period is required.');
  const Stat = Statistic ?? ExtendedStatistic;
  if (Stat === undefined) throw missingParameter('Either Statistic or ExtendedStatistic must be set.');
  if (Statistic !== undefined && ExtendedStatistic !== undefined)
    throw invalidCombination('You cannot specify both Statistic and ExtendedStatistic.');
  return { Metric: { MetricName, Namespace, Dimensions }, Stat, Period, Unit };
}

/** The dimensions of an alarm on a single metric. */
export const alarmDimensions = ({ Dimensions }: MetricAlarmInput) => dimensionsOf(Dimensions);
