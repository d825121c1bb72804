import { expect, test } from 'vitest';
import { createWorld } from '../../../../../local/platform/World.ts';
import type { MetricDataQuery } from '../../../../../local/services/cloudwatch/inputs.ts';
import { planQueries } from '../../../../../local/services/cloudwatch/math/planQueries.ts';
import { minutes, START } from '../cloudWatchHarness.ts';

const metric = (Id: string): MetricDataQuery => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'Own', MetricName: Id }, Period: 60, Stat: 'Sum' },
});

/** Three minutes of `a`: 1, none, 3; and of `b`: 10, 20, none. Returns what an expression comes to over them. */
async function given(expression: string, ...others: MetricDataQuery[]) {
  const world = createWorld({ frozenAt: START });
  const record = (metricName: string, value: number) =>
    world.metrics.series({ namespace: 'Own', metricName, dimensions: {} }, 'None').record(value);
  record('a', 1);
  record('b', 10);
  await world.clock.advance(minutes(1));
  record('b', 20);
  await world.clock.advance(minutes(1));
  record('a', 3);
  const plan = planQueries([metric('a'), metric('b'), ...others, { Id: 'e', Expression: expression }]);
  return plan.read(world.metrics, 'e', START / 60_000, 3);
}

test.each<[string, (number | undefined)[]]>([
  ['a', [1, undefined, 3]],
  ['a + b', [11, undefined, undefined]],
  ['FILL(a, 0) + FILL(b, 0)', [11, 20, 3]],
  ['FILL(a, REPEAT)', [1, 1, 3]],
  ['FILL(a, b)', [1, 20, 3]],
  ['1 + 2 * 3 ^ 2 - -1', [20, 20, 20]],
  ['(1 + 2) * 3', [9, 9, 9]],
  ['b / 0', [undefined, undefined, undefined]],
  ['SUM(METRICS())', [11, 20, 3]],
  ['MAX([a, b])', [10, 20, 3]],
  ['SUM(b)', [30, 30, 30]],
  ['IF(FILL(a, 0) > 0, b, 7)', [10, 7, undefined]],
  ['a > 2 OR b > 15', [0, undefined, undefined]],
  ['CEIL(a / 2)', [1, undefined, 2]],
  ['-a', [-1, undefined, -3]],
])('%s is worked out period by period', async (expression, expected) => {
  expect(await given(expression)).toEqual([expected]);
});

test('an expression may use another', async () => {
  const twice: MetricDataQuery = { Id: 'twice', Expression: 'b * 2', ReturnData: false };
  expect(await given('twice + 1', twice)).toEqual([[21, 41, undefined]]);
});

test('an expression over all metrics may come to several series', async () => {
  expect(await given('METRICS() * 2')).toEqual([
    [2, undefined, 6],
    [20, 40, undefined],
  ]);
});

test.each([
  ['ANOMALY_DETECTION_BAND(a, 2)', 'ANOMALY_DETECTION_BAND()'],
  ["SEARCH('{Own} MetricName=\"a\"', 'Sum', 60)", "SEARCH('{Own}"],
  ['SELECT AVG(a) FROM Own', 'Metrics Insights'],
  ['a +', 'not valid'],
  ['(a', 'not valid'],
  ['nobody', 'no metric with id nobody'],
  ['e + 1', 'e depends on itself'],
  ['('.repeat(60) + 'a' + ')'.repeat(60), 'not valid'],
  ['FILL(a, LINEAR)', 'LINEAR'],
])('%s is refused in words', async (expression, words) => {
  await expect(given(expression)).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringContaining(words),
  });
});
