import {
  CloudWatchClient,
  GetMetricDataCommand,
  paginateListMetrics,
  type Dimension,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { inParallel } from '../../platform/inParallel.ts';
import { tracer } from '../../platform/tracer.ts';

export const cloudwatch = tracer.captureAWSv3Client(new CloudWatchClient({}));

/** Whole minutes, in epoch milliseconds: with `from`, without `until`. */
export interface Minutes {
  readonly from: number;
  readonly until: number;
}

export const MINUTE_MS = 60_000;

/** A statistic of a metric. */
export interface Asked {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Such as `Sum` or `p99`. */
  readonly statistic: string;
}

/** Its value in each minute, the oldest first; undefined where CloudWatch has none. */
export type Values = readonly (number | undefined)[];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MOST_QUERIES = 500;

/** Requests under way at once; chosen. */
const AT_ONCE = 4;

/** Reads statistics by the minute, all in as few requests as CloudWatch takes. Returns them in the order asked. */
export const readMetrics = async (minutes: Minutes, asked: readonly Asked[]): Promise<Values[]> => {
  const batches = Array.from({ length: Math.ceil(asked.length / MOST_QUERIES) }, (_, index) =>
    asked.slice(index * MOST_QUERIES, (index + 1) * MOST_QUERIES),
  );
  return (await inParallel(batches, AT_ONCE, (batch) => readBatch(minutes, batch))).flat();
};

const readBatch = async (minutes: Minutes, batch: readonly Asked[]): Promise<Values[]> => {
  const results = new Map<string, MetricDataResult[]>();
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(minutes.from),
        EndTime: new Date(minutes.until),
        MetricDataQueries: batch.map(queryOf),
        NextToken,
      }),
    );
    for (const result of page.MetricDataResults ?? [])
      results.set(result.Id ?? '', [...(results.get(result.Id ?? '') ?? []), result]);
    NextToken = page.NextToken;
  } while (NextToken);
  return batch.map((_, index) => valuesOf(minutes, results.get(idOf(index)) ?? []));
};

/** An id begins with a lower-case letter. */
const idOf = (index: number) => `m${index}`;

const queryOf = (
  { namespace, metricName, dimensions, statistic }: Asked,
  index: number,
): MetricDataQuery => ({
  Id: idOf(index),
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: 60,
    Stat: statistic,
  },
});

/** A result has only the minutes that have data. */
const valuesOf = ({ from, until }: Minutes, results: readonly MetricDataResult[]): Values => {
  const values = Array.from<number | undefined>({ length: (until - from) / MINUTE_MS });
  for (const { Timestamps = [], Values: found = [] } of results)
    Timestamps.forEach((timestamp, index) => {
      values[(timestamp.getTime() - from) / MINUTE_MS] = found[index];
    });
  return values;
};

/** Values of a dimension under which a namespace has data: of the last two weeks, and after a quarter of an hour at most (documented). */
export const listDimension = async (
  namespace: string,
  metricName: string,
  dimension: string,
  others: readonly Dimension[] = [],
): Promise<string[]> => {
  const found = new Set<string>();
  const pages = paginateListMetrics(
    { client: cloudwatch },
    { Namespace: namespace, MetricName: metricName, Dimensions: [{ Name: dimension }, ...others] },
  );
  for await (const { Metrics = [] } of pages)
    for (const { Dimensions = [] } of Metrics) {
      // A metric with more dimensions is another one: of a version, or of one of several kinds.
      if (Dimensions.length !== others.length + 1) continue;
      const value = Dimensions.find(({ Name }) => Name === dimension)?.Value;
      if (value !== undefined) found.add(value);
    }
  return [...found].sort();
};

const known = (values: Values) => values.filter((value) => value !== undefined);

export const sumOf = (values: Values = []): number => known(values).reduce((sum, value) => sum + value, 0);

/** The largest of them; undefined where there is none. */
export const mostOf = (values: Values = []): number | undefined =>
  known(values).reduce<number | undefined>((most, value) => Math.max(most ?? value, value), undefined);

export const latestOf = (values: Values = []): number | undefined => known(values).at(-1);
