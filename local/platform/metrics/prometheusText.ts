import type { Gauge } from './createGauges.ts';
import type { Metrics } from './createMetrics.ts';
import type { Series } from './createSeries.ts';
import type { Metric } from './Metric.ts';
import { nameOf, labelsOf } from './prometheusNames.ts';
import { countsUpTo, type StatisticSet } from './StatisticSet.ts';

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Chosen: what a scraper takes in one go. The others are named by their number in a comment. */
const MOST_EXPOSED = 5000;

/** Chosen, in seconds: from an answer of a function to a message that was tried again for minutes. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

type Kind = 'counter' | 'gauge' | 'histogram' | 'summary';

/** Metrics of one name and kind, which differ in their labels. */
interface Family {
  readonly name: string;
  readonly kind: Kind;
  readonly help: string;
  readonly lines: string[];
  readonly labels: Set<string>;
}

/**
 * All metrics as Prometheus scrapes them. What is counted is a counter; times are histograms, in seconds as
 * Prometheus has them (https://prometheus.io/docs/practices/naming/); depths and ages are gauges of this moment.
 */
export function prometheusText(metrics: Metrics): string {
  const families = new Map<string, Family>();
  const taken = new Set<string>();
  let left = MOST_EXPOSED;
  let omitted = 0;

  /** The family of a name and a kind. Two CloudWatch metrics may come to one name; no two families share one. */
  const familyOf = (name: string, kind: Kind, help: string): Family => {
    const key = `${name} ${kind}`;
    const known = families.get(key);
    if (known) return known;
    let free = name;
    while (samplesOf(free).some((sample) => taken.has(sample))) free += '_';
    for (const sample of samplesOf(free)) taken.add(sample);
    const family: Family = { name: free, kind, help, lines: [], labels: new Set() };
    families.set(key, family);
    return family;
  };

  const expose = (metric: Metric, { kind, suffix, unit, linesOf }: Exposed) => {
    if (left === 0) return void omitted++;
    const family = familyOf(
      nameOf(metric) + suffix,
      kind,
      `${metric.namespace} ${metric.metricName} (${unit})`,
    );
    const labels = labelsOf(metric.dimensions);
    // Two metrics whose names differ in what Prometheus does not take: the first is shown.
    if (family.labels.has(labels)) return void omitted++;
    family.labels.add(labels);
    family.lines.push(...linesOf(family.name, labels));
    left--;
  };

  for (const { metric, series, gauges } of metrics.sources()) {
    for (const each of gauges) for (const exposed of exposedGauge(each)) expose(metric, exposed);
    for (const each of series) for (const exposed of exposedSeries(each)) expose(metric, exposed);
  }
  const text = [...families.values()].map(({ name, kind, help, lines }) =>
    [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${kind}`, ...lines, ''].join('\n'),
  );
  return [...text, ...(omitted > 0 ? [`# ${omitted} further metrics are not shown.\n`] : [])].join('');
}

/** The names of the samples of a family, as far as its kind may have them. */
const samplesOf = (name: string) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];

const escapeHelp = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

interface Exposed {
  readonly kind: Kind;
  readonly suffix: string;
  readonly unit: string;
  linesOf(name: string, labels: string): readonly string[];
}

/** Seconds in one of a unit of time. */
const SECONDS: Readonly<Record<string, number>> = { Seconds: 1, Milliseconds: 1e-3, Microseconds: 1e-6 };

function exposedGauge(gauge: Gauge): Exposed[] {
  const value = gauge.now();
  if (value === undefined) return [];
  const inSeconds = SECONDS[gauge.unit];
  return [
    {
      kind: 'gauge',
      suffix: inSeconds === undefined ? '' : '_seconds',
      unit: gauge.unit,
      linesOf: (name, labels) => [`${name}${braced(labels)} ${value * (inSeconds ?? 1)}`],
    },
  ];
}

function exposedSeries({ unit, ...series }: Series): Exposed[] {
  const total = series.total();
  if (total.sampleCount === 0) return [];
  const inSeconds = SECONDS[unit];
  if (inSeconds !== undefined) return [exposedTimes(total, inSeconds, unit)];
  const isCounter = (unit === 'Count' || unit === 'Bytes') && total.minimum >= 0;
  if (!isCounter) return [{ kind: 'summary', suffix: '', unit, linesOf: sumLines(total, 1) }];
  const linesOf = (name: string, labels: string) => [`${name}${braced(labels)} ${total.sum}`];
  return [{ kind: 'counter', suffix: unit === 'Bytes' ? '_bytes_total' : '_total', unit, linesOf }];
}

/** Times of which only sums are known have no buckets. */
function exposedTimes(total: StatisticSet, inSeconds: number, unit: string): Exposed {
  const counts = countsUpTo(
    total,
    BOUNDS.map((bound) => bound / inSeconds),
  );
  const suffix = '_seconds';
  if (!counts) return { kind: 'summary', suffix, unit, linesOf: sumLines(total, inSeconds) };
  return {
    kind: 'histogram',
    suffix,
    unit,
    linesOf: (name, labels) => [
      ...BOUNDS.map((bound, index) => bucketLine(name, labels, `${bound}`, counts[index] ?? 0)),
      bucketLine(name, labels, '+Inf', total.sampleCount),
      ...sumLines(total, inSeconds)(name, labels),
    ],
  };
}

const bucketLine = (name: string, labels: string, bound: string, count: number) =>
  `${name}_bucket${braced(`${labels}${labels === '' ? '' : ','}le="${bound}"`)} ${count}`;

const sumLines = (total: StatisticSet, factor: number) => (name: string, labels: string) => [
  `${name}_sum${braced(labels)} ${total.sum * factor}`,
  `${name}_count${braced(labels)} ${total.sampleCount}`,
];

const braced = (labels: string) => (labels === '' ? '' : `{${labels}}`);
