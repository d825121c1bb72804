import { expect, test } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import { createMetricDeltas } from '../../../start/operations/createMetricDeltas.ts';

const SECOND = 1000;
const metric = { namespace: 'Shop', metricName: 'Latency', dimensions: { step: 'pack' } };

const setUp = () => {
  const world = createWorld({ frozenAt: Date.UTC(2030, 0, 1, 10) });
  const record = (...values: number[]) => {
    const series = world.metrics.series(metric, 'Milliseconds', { isDistribution: true });
    for (const value of values) series.record(value);
  };
  const deltas = createMetricDeltas(world);
  return { world, record, deltas, latency: () => deltas.of('Shop', { step: 'pack' })('Latency') };
};

test('what was recorded before the first look is no growth', () => {
  const { record, latency, deltas } = setUp();
  record(5, 5);
  expect(latency()).toMatchObject({ count: 0, sum: 0, p50: null });
  deltas.begin();
  record(7);
  expect(latency()).toMatchObject({ count: 1, sum: 7 });
  expect(latency()).toMatchObject({ count: 0, sum: 0 });
});

test('percentiles are of what was added, not of the whole minute', () => {
  const { record, latency } = setUp();
  record(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  latency();
  record(100, 100, 100, 2000);
  const { count, p50, p99 } = latency();
  expect(count).toBe(4);
  expect(p50! / 100).toBeCloseTo(1, 1);
  expect(p99! / 2000).toBeCloseTo(1, 1);
});

test('the end of a minute loses nothing', async () => {
  const { world, record, latency } = setUp();
  latency();
  await world.clock.advance(58 * SECOND);
  record(10);
  expect(latency().count).toBe(1);
  record(20);
  await world.clock.advance(3 * SECOND);
  record(30, 40);
  expect(latency()).toMatchObject({ count: 3, sum: 90 });
});

test('a metric that begins later counts from its beginning, and sums are over everything of a name', () => {
  const { world, deltas } = setUp();
  const failed = () => deltas.sumOver('Rules', 'Failed', 'Rule');
  expect(failed()).toBe(0);
  deltas.begin();
  for (const rule of ['one', 'other'])
    world.metrics
      .series({ namespace: 'Rules', metricName: 'Failed', dimensions: { Rule: rule } }, 'Count')
      .record(1);
  expect(failed()).toBe(2);
  expect(failed()).toBe(0);
});
