import { z } from 'zod';
import { integer, listOf, text } from '../../../platform/checkInput.ts';
import { KEPT_MINUTES } from '../../../platform/metrics/createSeries.ts';
import { minuteOf, MINUTE_MS } from '../../../platform/metrics/Metric.ts';
import {
  addToDistribution,
  addSet,
  emptySet,
  type StatisticSet,
} from '../../../platform/metrics/StatisticSet.ts';
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts';
import {
  dimensionList,
  dimensionsOf,
  dimensionsToList,
  metricDataQuery,
  type MetricDataQuery,
  metricName,
  namespace,
  standardUnit,
  timestamp,
} from '../inputs.ts';
import { planQueries } from '../math/planQueries.ts';
import { minutesOf, periodStart, readSet, statisticOf } from '../readMetric.ts';
import { type CloudWatchContext, defineAction, paginate } from './CloudWatchAction.ts';

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
const LATEST_MS = 120 * MINUTE_MS;

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

const MOST_DATAPOINTS = 100_800;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const getMetricData = defineAction(
  z.object({
    MetricDataQueries: listOf(metricDataQuery, 500),
    StartTime: timestamp,
    EndTime: timestamp,
    ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
    MaxDatapoints: integer(1, MOST_DATAPOINTS).optional(),
    NextToken: z.string().optional(),
  }),
  ({ MetricDataQueries, StartTime, EndTime, ScanBy }, context) => {
    if (StartTime >= EndTime)
      throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
    const returned = MetricDataQueries.filter(({ ReturnData = true }) => ReturnData);
    // Checks expressions and ids also of what is not returned.
    planQueries(MetricDataQueries);
    const range = { start: keptSince(StartTime, context), end: EndTime };
    const results = returned.map((query) => readQuery(query, MetricDataQueries, range, context));
    const total = results.reduce(
      (sum, result) => sum + result.reduce((all, { Values }) => all + Values.length, 0),
      0,
    );
    if (total > MOST_DATAPOINTS) throw tooManyDatapoints(total, MOST_DATAPOINTS);
    const ordered = results
      .flat()
      .map((result) =>
        ScanBy === 'TimestampAscending'
          ? result
          : { ...result, Timestamps: result.Timestamps.toReversed(), Values: result.Values.toReversed() },
      );
    return { MetricDataResults: ordered, Messages: [] };
  },
);

/** Nothing older is kept, so nothing older is looked at, however far back a request reaches. */
const keptSince = (start: number, { world }: CloudWatchContext) =>
  Math.max(start, world.clock.now() - KEPT_MINUTES * MINUTE_MS);

interface TimeRange {
  readonly start: number;
  readonly end: number;
}

function readQuery(
  query: MetricDataQuery,
  all: readonly MetricDataQuery[],
  { start, end }: TimeRange,
  { world }: CloudWatchContext,
) {
  // A metric has its own period; an expression has that of its metrics.
  const plan = planQueries(query.MetricStat ? [query] : all);
  const from = periodStart(start, plan.period);
  const until = Math.min(Math.ceil(end / MINUTE_MS), minuteOf(world.clock.now()) + 1 + LATEST_MS / MINUTE_MS);
  const length = Math.max(Math.ceil((until - from) / plan.period), 0);
  if (length > MOST_DATAPOINTS) throw tooManyDatapoints(length, MOST_DATAPOINTS);
  const { Id, Label = query.MetricStat?.Metric.MetricName ?? Id } = query;
  return plan.read(world.metrics, Id, from, length).map((series) => {
    const points = series.flatMap((each, at) => (each === undefined ? [] : [{ each, at }]));
    return {
      Id,
      Label,
      Timestamps: points.map(({ at }) => (from + at * plan.period) * 60),
      Values: points.map(({ each }) => each),
      StatusCode: 'Complete',
    };
  });
}

const tooManyDatapoints = (asked: number, most: number) =>
  invalidCombination(
    `You have requested up to ${asked.toLocaleString('en-US')} datapoints, which exceeds the limit of ${most.toLocaleString(
      'en-US',
    )}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
  );

const MOST_STATISTICS = 1440;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics = defineAction(
  z.object({
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: dimensionList.default([]),
    StartTime: timestamp,
    EndTime: timestamp,
    Period: integer(1, 86_400),
    Statistics: listOf(z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']), 5).default([]),
    ExtendedStatistics: listOf(text(1, 20), 10).default([]),
    Unit: standardUnit.optional(),
  }),
  ({ Namespace, MetricName, Dimensions, StartTime, EndTime, Period, ...asked }, { world }) => {
    if (StartTime >= EndTime)
      throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
    if (asked.Statistics.length + asked.ExtendedStatistics.length === 0)
      throw missingParameter('Must specify either Statistics or ExtendedStatistics');
    const period = minutesOf(Period);
    const count = Math.ceil((EndTime - StartTime) / (period * MINUTE_MS));
    if (count > MOST_STATISTICS) throw tooManyDatapoints(count, MOST_STATISTICS);
    const metric = { namespace: Namespace, metricName: MetricName, dimensions: dimensionsOf(Dimensions) };
    const extended = asked.ExtendedStatistics.map((name) => [name, statisticOf(name)] as const);
    const from = periodStart(StartTime, period);
    const Datapoints = Array.from({ length: count }, (_, at) => from + at * period).flatMap((minute) => {
      const set = readSet(world.metrics, { metric, unit: asked.Unit, period }, minute);
      if (!set) return [];
      return [
        {
          Timestamp: minute * 60,
          ...Object.fromEntries(asked.Statistics.map((name) => [name, statisticOf(name)(set)])),
          ...(extended.length > 0 && {
            ExtendedStatistics: Object.fromEntries(extended.map(([name, read]) => [name, read(set)])),
          }),
          Unit: asked.Unit ?? world.metrics.find(metric)[0]?.unit ?? 'None',
        },
      ];
    });
    return { Label: MetricName, Datapoints };
  },
);

const MOST_LISTED = 500;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export const listMetrics = defineAction(
  z.object({
    Namespace: namespace.optional(),
    MetricName: metricName.optional(),
    Dimensions: listOf(z.object({ Name: text(1, 255), Value: text(1, 1024).optional() }), 10).default([]),
    NextToken: z.string().optional(),
  }),
  ({ Namespace, MetricName, Dimensions, NextToken }, { world }) => {
    const found = [...world.metrics.all()].filter(
      (metric) =>
        (Namespace === undefined || metric.namespace === Namespace) &&
        (MetricName === undefined || metric.metricName === MetricName) &&
        Dimensions.every(({ Name, Value }) => {
          const own = Object.hasOwn(metric.dimensions, Name) ? metric.dimensions[Name] : undefined;
          return own !== undefined && (Value === undefined || own === Value);
        }),
    );
    const { items, ...next } = paginate(found, { most: MOST_LISTED, token: NextToken });
    const Metrics = items.map((metric) => ({
      Namespace: metric.namespace,
      MetricName: metric.metricName,
      Dimensions: dimensionsToList(metric.dimensions),
    }));
    return { Metrics, ...next };
  },
);
