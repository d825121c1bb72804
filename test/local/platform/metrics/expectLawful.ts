import parse from 'parse-prometheus-text-format';
import { expect } from 'vitest';

/** One value of a page, read by Prometheus's own parser, of which the package is a port. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Every value. Types are left out, because the parser forgets the labels of histograms. */
export const samplesIn = (text: string): Sample[] =>
  parse(text.replaceAll(/^# (?:TYPE|HELP) .*\n/gm, '')).flatMap(({ name, metrics }) =>
    metrics.map(({ labels = {}, value }) => ({ name, labels, value: Number(value) })),
  );

/**
 * What `promtool check metrics` would say of a page that can be parsed, as far as the format demands it:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details
 */
export function expectLawful(text: string): void {
  expect(text.endsWith('\n')).toBe(true);
  const families = parse(text);
  const names = families.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(families.filter(({ type, help }) => type === 'UNTYPED' || help === '')).toEqual([]);
  // Each sample belongs to the family that is announced above it, so that none is counted to another.
  let family = '';
  for (const line of text.split('\n')) {
    family = /^# TYPE (\S+) /.exec(line)?.[1] ?? family;
    if (line === '' || line.startsWith('#')) continue;
    const sample = /^[a-zA-Z_:][\w:]*/.exec(line)![0];
    expect([family, `${family}_bucket`, `${family}_sum`, `${family}_count`]).toContain(sample);
  }
  const samples = samplesIn(text);
  const keys = samples.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]));
  expect(new Set(keys).size).toBe(keys.length);
  expect(samples.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  for (const { name, type } of families) if (type === 'HISTOGRAM') expectHistogram(name, samples);
}

/** Buckets grow with their bounds, and the last has all. */
function expectHistogram(name: string, samples: readonly Sample[]): void {
  const buckets = Map.groupBy(
    samples.filter((sample) => sample.name === `${name}_bucket`),
    ({ labels: { le: _, ...labels } }) => JSON.stringify(labels),
  );
  for (const [labels, own] of buckets) {
    const counts = own.toSorted((one, other) => boundOf(one) - boundOf(other)).map(({ value }) => value);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    const total = samples.find(
      (sample) => sample.name === `${name}_count` && JSON.stringify(sample.labels) === labels,
    );
    expect(boundOf(own.at(-1)!)).toBe(Infinity);
    expect(counts.at(-1)).toBe(total!.value);
  }
}

const boundOf = ({ labels }: Sample) => (labels['le'] === '+Inf' ? Infinity : Number(labels['le']));
