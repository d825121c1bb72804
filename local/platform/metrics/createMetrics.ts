import type { Clock } from '../Clock.ts';
import type { Feed } from '../Feed.ts';
import { createGauges, type Gauge, type GaugeOptions, type Gauges } from './createGauges.ts';
import { createSeries, type PointBudget, type Series } from './createSeries.ts';
import { type Metric, metricKey, type OwnUnit } from './Metric.ts';

/** Every metric of the account. Services add to them; CloudWatch reads them. */
export interface Metrics {
  /** The series of a metric in a unit: the same one each time. Adding to it is an addition to a counter. */
  series(metric: Metric, unit: string, options?: { readonly isDistribution?: boolean }): Series;
  /** Gauges that are measured together, in the order of `metrics`. */
  gauges(metrics: readonly OwnMetric[], options: Pick<GaugeOptions, 'measure' | 'steadyUntil'>): Gauges;
  /** What is known of a metric, in each of its units. */
  find(metric: Metric): readonly Readings[];
  /** Every metric that has data. */
  all(): Iterable<KnownMetric>;
  /** Every metric, with what adds to it. */
  sources(): Iterable<MetricSources>;
  /** Calls `listener` with the first data of each minute. Returns a function that stops it. */
  watch(metric: Metric, listener: () => void): () => void;
  /** The first minute at whose end the metric may have other data although nothing happens. */
  restlessFrom(metric: Metric): number;
}

export interface OwnMetric extends Metric {
  readonly unit: OwnUnit;
}

export type Readings = Pick<Series, 'unit' | 'at' | 'isEmpty'>;

export interface KnownMetric extends Metric {
  readonly readings: readonly Readings[];
}

export interface MetricSources {
  readonly metric: Metric;
  readonly series: readonly Series[];
  readonly gauges: readonly Gauge[];
}

interface Entry {
  readonly metric: Metric;
  readonly series: Map<string, Series>;
  readonly gauges: { readonly gauge: Gauge; readonly group: Gauges }[];
  readonly listeners: Set<() => void>;
}

/** Chosen: AWS has no limit, but a caller can make metrics up for as long as it likes. */
const MOST_METRICS = 10_000;
/** Chosen: minutes of data, all metrics together. */
const MOST_POINTS = 250_000;

export function createMetrics(clock: Clock, feed: Feed): Metrics {
  const entries = new Map<string, Entry>();
  const budget: PointBudget = { points: 0, most: MOST_POINTS };
  let isFull = false;

  const reportFull = () => {
    if (isFull) return;
    isFull = true;
    const message = `More than ${MOST_METRICS} metrics: further ones are not kept.`;
    feed.publish({ kind: 'failure', traceId: null, source: 'cloudwatch', code: 'LimitExceeded', message });
  };

  const entryOf = (metric: Metric): Entry => {
    const key = metricKey(metric);
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry = { metric, series: new Map(), gauges: [], listeners: new Set() };
    if (entries.size < MOST_METRICS) entries.set(key, entry);
    else reportFull();
    return entry;
  };

  return {
    series(metric, unit, options = {}) {
      const entry = entryOf(metric);
      const known = entry.series.get(unit);
      if (known) return known;
      const made = createSeries(clock, { unit, ...options, budget, onFresh: () => announce(entry) });
      entry.series.set(unit, made);
      return made;
    },
    gauges(metrics, options) {
      const own = metrics.map(entryOf);
      const units = metrics.map(({ unit }) => unit);
      const group = createGauges(clock, { ...options, units, onFresh: () => own.forEach(announce) });
      own.forEach(({ gauges }, index) => {
        const gauge = group.gauges[index];
        if (gauge) gauges.push({ gauge, group });
      });
      return group;
    },
    find: (metric) => readingsOf(entries.get(metricKey(metric))),
    *all() {
      for (const entry of entries.values()) {
        const readings = readingsOf(entry).filter(({ isEmpty }) => !isEmpty);
        if (readings.length > 0) yield { ...entry.metric, readings };
      }
    },
    sources: () => [...entries.values()].map(sourcesOf),
    watch(metric, listener) {
      const { listeners } = entryOf(metric);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    restlessFrom: (metric) =>
      Math.min(
        Infinity,
        ...(entries.get(metricKey(metric))?.gauges ?? []).map(({ group }) => group.restlessFrom()),
      ),
  };
}

const sourcesOf = ({ metric, series, gauges }: Entry): MetricSources => ({
  metric,
  series: [...series.values()],
  gauges: gauges.map(({ gauge }) => gauge),
});

const announce = ({ listeners }: Entry) => {
  for (const listener of listeners) listener();
};

const readingsOf = (entry: Entry | undefined): Readings[] =>
  entry ? [...entry.series.values(), ...entry.gauges.map(({ gauge }) => gauge)] : [];
