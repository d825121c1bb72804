import { type Dimensions, minuteOf } from '../../local/platform/metrics/Metric.ts';
import { percentileOf, type StatisticSet } from '../../local/platform/metrics/StatisticSet.ts';
import type { World } from '../../local/platform/World.ts';

/** What metrics grew by since they were asked for the last time. Reading them costs nothing while they are recorded. */
export interface MetricDeltas {
  /** What was asked until now was to know where it stood. A metric that is asked for the first time later has begun since. */
  begin(): void;
  /** Metrics of one namespace with the same dimensions, by their names. */
  of(namespace: string, dimensions: Dimensions): (metricName: string) => Delta;
  /** The sum of a metric over everything that has this dimension. */
  sumOver(namespace: string, metricName: string, dimension: string): number;
}

export interface Delta {
  readonly count: number;
  readonly sum: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

/** How far a metric's minute was when it was read. */
interface Seen {
  readonly minute: number;
  readonly count: number;
  readonly sum: number;
  readonly buckets: ReadonlyMap<number, number>;
}

const NOTHING: Delta = { count: 0, sum: 0, p50: null, p99: null };

export function createMetricDeltas({ metrics, clock }: Pick<World, 'metrics' | 'clock'>): MetricDeltas {
  const seen = new Map<string, Seen>();
  let isBegun = false;

  const setsOf = (namespace: string, metricName: string, dimensions: Dimensions, minute: number) =>
    metrics.find({ namespace, metricName, dimensions }).flatMap((readings) => readings.at(minute) ?? []);

  const delta = (namespace: string, metricName: string, dimensions: Dimensions): Delta => {
    const key = JSON.stringify([namespace, metricName, dimensions]);
    const minute = minuteOf(clock.now());
    const last = seen.get(key);
    const now = seenOf(minute, setsOf(namespace, metricName, dimensions, minute));
    seen.set(key, now);
    if (!last) return isBegun ? deltaOf(now) : NOTHING;
    if (last.minute === minute) return deltaOf(less(now, last));
    // A minute ended meanwhile: the rest of it, and what the new one has.
    const ended = seenOf(last.minute, setsOf(namespace, metricName, dimensions, last.minute));
    return deltaOf(more(less(ended, last), now));
  };

  return {
    begin: () => void (isBegun = true),
    of: (namespace, dimensions) => (metricName) => delta(namespace, metricName, dimensions),
    sumOver(namespace, metricName, dimension) {
      let sum = 0;
      for (const metric of metrics.all())
        if (
          metric.namespace === namespace &&
          metric.metricName === metricName &&
          dimension in metric.dimensions
        )
          sum += delta(namespace, metricName, metric.dimensions).sum;
      return sum;
    },
  };
}

const seenOf = (minute: number, sets: readonly StatisticSet[]): Seen => ({
  minute,
  count: sets.reduce((total, { sampleCount }) => total + sampleCount, 0),
  sum: sets.reduce((total, { sum }) => total + sum, 0),
  // Of a metric in several units the first: those that are asked for have one.
  buckets: new Map(sets[0]?.buckets),
});

const less = (now: Seen, before: Seen): Seen => ({
  ...now,
  count: now.count - before.count,
  sum: now.sum - before.sum,
  buckets: new Map(
    [...now.buckets].map(([bucket, count]) => [bucket, count - (before.buckets.get(bucket) ?? 0)]),
  ),
});

const more = (one: Seen, other: Seen): Seen => {
  const buckets = new Map(one.buckets);
  for (const [bucket, count] of other.buckets) buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
  return { ...other, count: one.count + other.count, sum: one.sum + other.sum, buckets };
};

const deltaOf = ({ count, sum, buckets }: Seen): Delta => {
  if (count === 0) return NOTHING;
  const set = { sampleCount: count, sum, minimum: 0, maximum: Infinity, buckets: new Map(buckets) };
  const at = (percent: number) => (buckets.size === 0 ? null : (percentileOf(set, percent) ?? null));
  return { count, sum, p50: at(50), p99: at(99) };
};
