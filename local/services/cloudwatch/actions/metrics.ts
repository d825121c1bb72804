import { z } from 'zod';
import { integer, listOf, text } from '../../../platform/checkInput.ts';
import { KEPT_MINUTES } from '../../../platform/metrics/createSeries.ts';
import { minuteOf, MINUTE_MS } from '../../../platform/metrics/Metric.ts';
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
import { planQueries, type QueryPlan } from '../math/planQueries.ts';
import { minutesOf, periodStart, readSet, statisticOf } from '../readMetric.ts';
import { type CloudWatchContext, defineAction, paginate } from './CloudWatchAction.ts';
import { LATEST_MS } from './putMetricData.ts';

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
    // Checks expressions and ids also of what is not returned. Once: each of 500 queries may be an expression of all others.
    const plan = planQueries(MetricDataQueries);
    const range = { start: keptSince(StartTime, context), end: EndTime };
    const results = returned.map((query) => readQuery(query, plan, range, context));
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
  planOfAll: QueryPlan,
  { start, end }: TimeRange,
  { world }: CloudWatchContext,
) {
  // A metric has its own period; an expression has that of its metrics.
  const plan = query.MetricStat ? planQueries([query]) : planOfAll;
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
