import type { Clock } from '../Clock.ts';
import { minuteOf, MINUTE_MS } from './Metric.ts';
import { KEPT_MINUTES } from './createSeries.ts';
import type { StatisticSet } from './StatisticSet.ts';

/** The values of a gauge at the ends of minutes. */
export interface Gauge {
  readonly unit: string;
  at(minute: number): StatisticSet | undefined;
  /** What is measured at this moment; undefined where nothing is. */
  now(): number | undefined;
  readonly isEmpty: boolean;
}

/**
 * Measures of one thing, such as a queue, at the end of each minute. Nothing polls: what is measured changes only where
 * it says so beforehand, so the minutes that have passed since are filled in when somebody changes it or looks.
 */
export interface Gauges {
  readonly gauges: readonly Gauge[];
  /** Call this before anything that is measured changes. */
  touch(): void;
  /** The first minute at whose end a value may differ although nothing changes: a message grows older. Infinity where none does. */
  restlessFrom(): number;
  /** What was measured stays; nothing more is. */
  close(): void;
}

export interface GaugeOptions {
  readonly units: readonly string[];
  /** What is measured now, as a function of time for each gauge: undefined where there is no value. Linear in time until `steadyUntil`. */
  measure(): readonly ((epochMs: number) => number | undefined)[];
  /** Epoch milliseconds at which a value ends that nothing changed. */
  steadyUntil(): number;
  /** Called with the first change of each minute. */
  onFresh(): void;
}

/** Minutes whose values are on a straight line. */
interface Run {
  readonly from: number;
  to: number;
  readonly value: number;
  slope: number;
}

/** Chosen: as many changes of a value as there are minutes in a week. */
const MOST_RUNS = 7 * 24 * 60;

export function createGauges(clock: Clock, { units, measure, steadyUntil, onFresh }: GaugeOptions): Gauges {
  const runs: Run[][] = units.map(() => []);
  let filled = minuteOf(clock.now());
  let touched = -1;
  let closed = false;

  const fill = (now: number) => {
    if (filled >= now || closed) return;
    const readers = measure();
    const from = Math.max(filled, now - KEPT_MINUTES);
    filled = now;
    readers.forEach((read, index) => {
      const own = runs[index];
      if (!own) return;
      for (let minute = from; minute < now; minute++) extend(own, minute, read((minute + 1) * MINUTE_MS));
    });
  };

  return {
    gauges: units.map((unit, index) => ({
      unit,
      at(minute) {
        fill(minuteOf(clock.now()));
        const value = valueAt(runs[index] ?? [], minute);
        return value === undefined ? undefined : single(value);
      },
      now: () => (closed ? undefined : measure()[index]?.(clock.now())),
      get isEmpty() {
        fill(minuteOf(clock.now()));
        return (runs[index] ?? []).length === 0;
      },
    })),
    touch() {
      const now = minuteOf(clock.now());
      if (now === touched || closed) return;
      touched = now;
      fill(now);
      onFresh();
    },
    restlessFrom() {
      if (closed) return Infinity;
      const now = minuteOf(clock.now());
      fill(now);
      const isMoving = runs.some((own) => own.at(-1)?.to === now - 1 && own.at(-1)?.slope !== 0);
      if (isMoving) return now;
      const until = minuteOf(steadyUntil());
      return until >= now ? until : Infinity;
    },
    close() {
      fill(minuteOf(clock.now()));
      closed = true;
    },
  };
}

/** Adds the value at a minute to the last run where it continues its line. */
function extend(runs: Run[], minute: number, value: number | undefined): void {
  if (value === undefined) return;
  const last = runs.at(-1);
  if (last && last.to === minute - 1) {
    if (last.from === last.to) last.slope = value - last.value;
    if (value === last.value + last.slope * (minute - last.from)) {
      last.to = minute;
      return;
    }
  }
  if (runs.length >= MOST_RUNS) runs.shift();
  runs.push({ from: minute, to: minute, value, slope: 0 });
}

/** Looks from the newest back: alarms ask for the latest minutes. */
function valueAt(runs: readonly Run[], minute: number): number | undefined {
  for (let index = runs.length - 1; index >= 0; index--) {
    const run = runs[index];
    if (!run || run.to < minute) return undefined;
    if (run.from <= minute) return run.value + run.slope * (minute - run.from);
  }
  return undefined;
}

const single = (value: number): StatisticSet => ({
  sampleCount: 1,
  sum: value,
  minimum: value,
  maximum: value,
  buckets: undefined,
});
