import { z } from 'zod';
import { integer, listOf } from '../../../platform/checkInput.ts';
import { minuteOf, MINUTE_MS } from '../../../platform/metrics/Metric.ts';
import {
  addToDistribution,
  addSet,
  emptySet,
  type StatisticSet,
} from '../../../platform/metrics/StatisticSet.ts';
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts';
import { dimensionList, dimensionsOf, metricName, namespace, standardUnit, timestamp } from '../inputs.ts';
import { defineAction } from './CloudWatchAction.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html: from -2^360 to 2^360 */
const value = z
  .number()
  .min(-(2 ** 360))
  .max(2 ** 360);

const metricDatum = z.object({
  MetricName: metricName,
  Dimensions: dimensionList.default([]),
  Timestamp: timestamp.optional(),
  Value: value.optional(),
  Values: listOf(value, 150).optional(),
  Counts: listOf(z.number().min(0), 150).optional(),
  StatisticValues: z.object({ SampleCount: value, Sum: value, Minimum: value, Maximum: value }).optional(),
  Unit: standardUnit.default('None'),
  /** What is finer than a minute is added up by the minute here. */
  StorageResolution: integer(1, 60).optional(),
});

type MetricDatum = z.output<typeof metricDatum>;

const OLDEST_MS = 14 * 24 * 60 * MINUTE_MS;
/** How far ahead a value may be. */
export const LATEST_MS = 120 * MINUTE_MS;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const putMetricData = defineAction(
  z.object({ Namespace: namespace, MetricData: listOf(metricDatum, 1000).optional() }),
  ({ Namespace, MetricData }, { world }) => {
    if (Namespace.startsWith('AWS/'))
      throw invalidValue(`The value ${Namespace} for parameter Namespace is invalid.`);
    if (!MetricData) throw missingParameter('The parameter MetricData is required.');
    const now = world.clock.now();
    const prepared = MetricData.map((datum) => ({
      datum,
      set: setOf(datum),
      minute: minuteOfDatum(datum, now),
    }));
    for (const { datum, set, minute } of prepared) {
      const metric = {
        namespace: Namespace,
        metricName: datum.MetricName,
        dimensions: dimensionsOf(datum.Dimensions),
      };
      world.metrics.series(metric, datum.Unit, { isDistribution: true }).recordAt(minute, set);
    }
    return {};
  },
);

function minuteOfDatum({ Timestamp }: MetricDatum, now: number): number {
  if (Timestamp === undefined) return minuteOf(now);
  if (Timestamp < now - OLDEST_MS || Timestamp > now + LATEST_MS)
    throw invalidValue(
      'The parameter MetricData.member.1.Timestamp must specify a time no more than two weeks in the past and two hours in the future.',
    );
  return minuteOf(Timestamp);
}

function setOf({ MetricName, Value, Values, Counts, StatisticValues }: MetricDatum): StatisticSet {
  const set = emptySet();
  if (StatisticValues) {
    const { SampleCount, Sum, Minimum, Maximum } = StatisticValues;
    const given = {
      sampleCount: SampleCount,
      sum: Sum,
      minimum: Minimum,
      maximum: Maximum,
      buckets: undefined,
    };
    addSet(set, given);
  } else if (Value !== undefined) addToDistribution(set, Value, 1);
  else if (Values) Values.forEach((each, index) => addToDistribution(set, each, Counts?.[index] ?? 1));
  else
    throw missingParameter(
      `At least one of the parameters Value, Values or StatisticValues must be specified for ${MetricName}.`,
    );
  if (Counts && Counts.length !== Values?.length)
    throw invalidCombination('The parameters Values and Counts must be of the same length.');
  return set;
}
