import { minuteOf, type Metric } from '../../platform/metrics/Metric.ts';
import type { Metrics } from '../../platform/metrics/createMetrics.ts';
import { addSet, emptySet, percentileOf, type StatisticSet } from '../../platform/metrics/StatisticSet.ts';
import { dimensionsOf, type MetricStat } from './inputs.ts';
import { invalidValue, missingParameter } from './errors.ts';

/** One statistic of one metric, by the period. */
export interface Reading {
  readonly metric: Metric;
  readonly unit: string | undefined;
  readonly statistic: Statistic;
  /** Minutes. */
  readonly period: number;
}

/** Returns a statistic of what was recorded; undefined where it cannot be told. */
export type Statistic = (set: StatisticSet) => number | undefined;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
const statistics: Readonly<Record<string, Statistic>> = {
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  Maximum: ({ maximum }) => maximum,
  Minimum: ({ minimum }) => minimum,
  SampleCount: ({ sampleCount }) => sampleCount,
  Sum: ({ sum }) => sum,
};

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** Returns a statistic by its name. Trimmed and winsorized means and their like throw: they are not supported here. */
export function statisticOf(name: string): Statistic {
  const known = Object.hasOwn(statistics, name) ? statistics[name] : undefined;
  if (known) return known;
  const percent = PERCENTILE.exec(name)?.[1];
  if (percent === undefined)
    throw invalidValue(`The statistic ${name} is not supported by the local CloudWatch.`);
  return (set) => percentileOf(set, Number(percent));
}

export function readingOf({ Metric: asked, Stat, Period, Unit }: MetricStat): Reading {
  const { Namespace, MetricName, Dimensions } = asked;
  if (Namespace === undefined || MetricName === undefined)
    throw missingParameter('The parameter MetricName and Namespace of Metric are required.');
  return {
    metric: { namespace: Namespace, metricName: MetricName, dimensions: dimensionsOf(Dimensions) },
    unit: Unit,
    statistic: statisticOf(Stat),
    period: minutesOf(Period),
  };
}

/** High resolution, which is 1, 5, 10 and 30 seconds, is not supported: data is kept by the minute. */
export function minutesOf(periodSeconds: number): number {
  if (periodSeconds % 60 === 0) return periodSeconds / 60;
  throw invalidValue(
    `The period ${periodSeconds} is not supported by the local CloudWatch: it keeps data by the minute.`,
  );
}

/** Everything recorded of a metric from a minute on; undefined where nothing was. */
export function readSet(
  metrics: Metrics,
  { metric, unit, period }: Pick<Reading, 'metric' | 'unit' | 'period'>,
  from: number,
): StatisticSet | undefined {
  let total: StatisticSet | undefined;
  for (const series of metrics.find(metric)) {
    // Without a unit, AWS returns the data of all units. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
    if (unit !== undefined && series.unit !== unit) continue;
    for (let minute = from; minute < from + period; minute++) {
      const set = series.at(minute);
      if (!set) continue;
      total ??= emptySet();
      addSet(total, set);
    }
  }
  return total;
}

/** The first minute of the period that a moment is in. Periods are aligned to the epoch. */
export const periodStart = (epochMs: number, period: number) =>
  Math.floor(minuteOf(epochMs) / period) * period;
