import { expect, test } from 'vitest';
import { recordEmbeddedMetrics } from '../../../../local/platform/metrics/embeddedMetrics.ts';
import { createWorld } from '../../../../local/platform/World.ts';

const NOW = Date.UTC(2030, 0, 1);

/** Returns the sums that a line leaves, by namespace, name and dimensions. */
function recorded(line: string): Record<string, number | undefined> {
  const { metrics } = createWorld({ frozenAt: NOW });
  recordEmbeddedMetrics(metrics, line, NOW);
  return Object.fromEntries(
    [...metrics.all()].map(({ namespace, metricName, dimensions, readings }) => [
      [namespace, metricName, ...Object.entries(dimensions).flat()].join(' '),
      readings[0]?.at(NOW / 60_000)?.sum,
    ]),
  );
}

const line = (more: object = {}, directive: object = {}) =>
  JSON.stringify({
    _aws: {
      Timestamp: NOW,
      CloudWatchMetrics: [
        {
          Namespace: 'Own',
          Dimensions: [['service'], ['service', 'step'], []],
          Metrics: [{ Name: 'took', Unit: 'Milliseconds' }, { Name: 'sold' }],
          ...directive,
        },
      ],
    },
    service: 'shop',
    step: 'one',
    took: [1, 2],
    sold: 5,
    ...more,
  });

test('a line embeds each metric under each of its dimension sets', () => {
  expect(recorded(line())).toEqual({
    'Own took service shop': 3,
    'Own took service shop step one': 3,
    'Own took': 3,
    'Own sold service shop': 5,
    'Own sold service shop step one': 5,
    'Own sold': 5,
  });
});

test('a dimension that is not there leaves out its set, and a value that is no number its metric', () => {
  expect(recorded(line({ step: 7, sold: '5' }))).toEqual({ 'Own took service shop': 3, 'Own took': 3 });
});

test.each([
  ['is no JSON', 'took "_aws" 5'],
  ['is cut off', line().slice(0, -1)],
  ['has no namespace', line({}, { Namespace: 5 })],
  ['has too many metrics', line({}, { Metrics: Array.from({ length: 101 }, (_, n) => ({ Name: `m${n}` })) })],
  ['has too many values', line({ took: Array.from({ length: 101 }, () => 1), sold: null })],
  ['is of another month', line({ _aws: { Timestamp: NOW - 30 * 86_400_000, CloudWatchMetrics: [] } })],
])('a line that %s embeds nothing', (_, text) => {
  expect(recorded(text)).toEqual({});
});
