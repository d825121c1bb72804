import type { Clock } from '../Clock.ts';
import { minuteOf } from './Metric.ts';
import { addSet, addToDistribution, addValue, emptySet, type StatisticSet } from './StatisticSet.ts';

/** The data of one metric in one unit, which a service adds to as it works. */
export interface Series {
  readonly unit: string;
  /** Adds a value of now, seen `count` times. @default 1 */
  record(value: number, count?: number): void;
  /** Adds what was measured elsewhere, at a minute that may have passed. */
  recordAt(minute: number, set: StatisticSet): void;
  /** Everything recorded in a minute. */
  at(minute: number): StatisticSet | undefined;
  /** Everything ever recorded, also in minutes that are kept no longer. */
  total(): StatisticSet;
  /** Whether any data is kept. */
  readonly isEmpty: boolean;
}

export interface SeriesOptions {
  readonly unit: string;
  /** Whether percentiles may be asked for, which takes memory and a logarithm for each value. @default false */
  readonly isDistribution?: boolean;
  /** The number of minutes that are kept, all series together. */
  readonly budget: PointBudget;
  /** Called with the first value of each minute. */
  onFresh(): void;
}

export interface PointBudget {
  points: number;
  readonly most: number;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html: data by the minute is kept for 15 days. */
export const KEPT_MINUTES = 15 * 24 * 60;

export function createSeries(
  clock: Clock,
  { unit, isDistribution = false, budget, onFresh }: SeriesOptions,
): Series {
  const points = new Map<number, StatisticSet>();
  const add = isDistribution ? addToDistribution : addValue;
  let minute = -1;
  let current = emptySet();
  /** What was recorded before the current minute, or at a minute of the past. */
  const earlier = emptySet();
  /** Whether all of the current minute is in `earlier`, because something was recorded at it beforehand. */
  let isCounted = false;

  const forget = (key: number) => {
    if (points.delete(key)) budget.points--;
  };

  const open = (at: number): StatisticSet => {
    const known = points.get(at);
    if (known) return known;
    for (const key of points.keys()) {
      // AWS aggregates old minutes to longer periods. Here the oldest are gone; chosen.
      if (key >= at - KEPT_MINUTES && budget.points < budget.most) break;
      forget(key);
    }
    const set = emptySet();
    points.set(at, set);
    budget.points++;
    return set;
  };

  return {
    unit,
    record(value, count = 1) {
      const now = minuteOf(clock.now());
      if (now !== minute) {
        if (!isCounted) addSet(earlier, current);
        isCounted = points.has(now);
        minute = now;
        current = open(now);
        onFresh();
      }
      add(current, value, count);
      if (isCounted) add(earlier, value, count);
    },
    recordAt(at, set) {
      addSet(open(at), set);
      if (at !== minute || isCounted) addSet(earlier, set);
      onFresh();
    },
    at: (asked) => points.get(asked),
    total() {
      const total = emptySet();
      addSet(total, earlier);
      if (!isCounted) addSet(total, current);
      return total;
    },
    get isEmpty() {
      return points.size === 0;
    },
  };
}
