/** What is kept of all values of one metric in one minute, or in several. */
export interface StatisticSet {
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** How many values fell into each bucket, by its number; undefined where a value was negative or came without its own values. */
  buckets: Map<number, number> | undefined;
}

export const emptySet = (): StatisticSet => ({
  sampleCount: 0,
  sum: 0,
  minimum: Infinity,
  maximum: -Infinity,
  buckets: undefined,
});

/** Adds a value that was seen `count` times. */
export function addValue(set: StatisticSet, value: number, count: number): void {
  set.sampleCount += count;
  set.sum += value * count;
  if (value < set.minimum) set.minimum = value;
  if (value > set.maximum) set.maximum = value;
}

/** Adds a value to a set that percentiles are asked of. */
export function addToDistribution(set: StatisticSet, value: number, count: number): void {
  if (set.sampleCount === 0) set.buckets = new Map();
  addValue(set, value, count);
  if (value < 0) set.buckets = undefined;
  if (!set.buckets) return;
  const bucket = bucketOf(value);
  set.buckets.set(bucket, (set.buckets.get(bucket) ?? 0) + count);
}

/** Adds the second set to the first. */
export function addSet(set: StatisticSet, other: StatisticSet): void {
  if (other.sampleCount === 0) return;
  const isFirst = set.sampleCount === 0;
  set.sampleCount += other.sampleCount;
  set.sum += other.sum;
  set.minimum = Math.min(set.minimum, other.minimum);
  set.maximum = Math.max(set.maximum, other.maximum);
  if (isFirst) set.buckets = other.buckets && new Map(other.buckets);
  else if (!other.buckets) set.buckets = undefined;
  else if (set.buckets)
    for (const [bucket, count] of other.buckets)
      set.buckets.set(bucket, (set.buckets.get(bucket) ?? 0) + count);
}

/**
 * Neighbouring buckets differ by two per cent, so a percentile is wrong by one at most. Chosen: AWS does not say how it
 * keeps distributions. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
const GROWTH = Math.log(1.02);

const bucketOf = (value: number) => (value === 0 ? -Infinity : Math.round(Math.log(value) / GROWTH));

/** How many of the samples do not exceed each bound, wrong by what one bucket holds; undefined where only sums are known. */
export function countsUpTo(set: StatisticSet, bounds: readonly number[]): number[] | undefined {
  const { buckets } = set;
  if (!buckets) return undefined;
  return bounds.map((bound) => {
    let count = 0;
    for (const [bucket, own] of buckets) if (valueOfBucket(bucket) <= bound) count += own;
    return count;
  });
}

const valueOfBucket = (bucket: number) => Math.exp(bucket * GROWTH);

/** The value that `percent` of the samples do not exceed; undefined where only sums are known. */
export function percentileOf(set: StatisticSet, percent: number): number | undefined {
  const { buckets, sampleCount, minimum, maximum } = set;
  // AWS: a statistic set has percentiles where all its values must be the same.
  if (sampleCount > 0 && minimum === maximum) return minimum;
  if (!buckets) return undefined;
  const rank = Math.max(Math.ceil((percent / 100) * sampleCount), 1);
  let seen = 0;
  for (const [bucket, count] of [...buckets].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= rank) return Math.min(Math.max(valueOfBucket(bucket), minimum), maximum);
  }
  return undefined;
}
