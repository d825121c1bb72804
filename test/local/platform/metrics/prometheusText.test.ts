import { describe, expect, test } from 'vitest';
import { recordEmbeddedMetrics } from '../../../../local/platform/metrics/embeddedMetrics.ts';
import { prometheusText } from '../../../../local/platform/metrics/prometheusText.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import { expectLawful, samplesIn } from './expectLawful.ts';

const given = () => createWorld({ frozenAt: Date.parse('2030-01-01T00:00:00Z'), seed: 1 });

const metric = (namespace: string, metricName: string, dimensions: Record<string, string> = {}) => ({
  namespace,
  metricName,
  dimensions,
});

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('what is counted', () => {
  test('is a counter that goes on when its minutes are over, and when they are forgotten', async () => {
    const { metrics, clock } = given();
    const sent = metrics.series(metric('AWS/SQS', 'NumberOfMessagesSent', { QueueName: 'jobs' }), 'Count');
    sent.record(3);
    const asked = () => linesOf(prometheusText(metrics));
    const line = (total: number) => [`aws_sqs_number_of_messages_sent_total{queue_name="jobs"} ${total}`];
    expect(asked()).toEqual(line(3));
    await clock.advance(60_000);
    expect(asked()).toEqual(line(3));
    sent.record(4);
    expect(asked()).toEqual(line(7));
    await clock.advance(16 * 24 * 3600_000);
    sent.record(1);
    expect(asked()).toEqual(line(8));
  });

  test('counts once, whether a minute is told of before, in or after its time', async () => {
    const { metrics, clock } = given();
    const series = metrics.series(metric('Mine', 'Things'), 'Count');
    const set = () => ({ sampleCount: 1, sum: 10, minimum: 10, maximum: 10, buckets: undefined });
    const minute = Math.floor(clock.now() / 60_000);
    series.recordAt(minute, set());
    series.record(1);
    series.recordAt(minute, set());
    series.recordAt(minute + 1, set());
    await clock.advance(60_000);
    series.record(1);
    series.recordAt(minute, set());
    expect(linesOf(prometheusText(metrics))).toEqual(['mine_things_total 42']);
    expect(series.total()).toMatchObject({ sampleCount: 6, sum: 42, minimum: 1, maximum: 10 });
  });
});

test('times are histograms in seconds, whose buckets grow and end with all', () => {
  const { metrics, clock } = given();
  const line = {
    step: 'work',
    Latency: [4, 40, 400, 4_000_000],
    _aws: {
      Timestamp: clock.now(),
      CloudWatchMetrics: [
        {
          Namespace: 'Shop/dev',
          Dimensions: [['step']],
          Metrics: [{ Name: 'Latency', Unit: 'Milliseconds' }],
        },
      ],
    },
  };
  recordEmbeddedMetrics(metrics, JSON.stringify(line), clock.now());
  const text = prometheusText(metrics);
  expectLawful(text);
  expect(text).toContain('# HELP shop_dev_latency_seconds Shop/dev Latency (Milliseconds)\n');
  expect(text).toContain('# TYPE shop_dev_latency_seconds histogram\n');
  const samples = samplesIn(text).map(({ name, labels: { step, le }, value }) => [name, step, le, value]);
  const upTo = (bound: string, count: number) => ['shop_dev_latency_seconds_bucket', 'work', bound, count];
  expect(samples).toEqual(
    expect.arrayContaining([
      upTo('0.005', 1),
      upTo('0.05', 2),
      upTo('0.5', 3),
      upTo('900', 3),
      upTo('+Inf', 4),
      ['shop_dev_latency_seconds_sum', 'work', undefined, 4000.444],
      ['shop_dev_latency_seconds_count', 'work', undefined, 4],
    ]),
  );
});

test('what is measured is a gauge of this moment', async () => {
  const { metrics, clock } = given();
  let depth = 2;
  const since = clock.now();
  metrics.gauges(
    [
      { ...metric('AWS/SQS', 'Depth', { QueueName: 'jobs' }), unit: 'Count' },
      { ...metric('AWS/SQS', 'Age', { QueueName: 'jobs' }), unit: 'Seconds' },
    ],
    { measure: () => [() => depth, (at) => (at - since) / 1000], steadyUntil: () => Infinity },
  );
  depth = 5;
  await clock.advance(2_500);
  expect(linesOf(prometheusText(metrics))).toEqual([
    'aws_sqs_depth{queue_name="jobs"} 5',
    'aws_sqs_age_seconds{queue_name="jobs"} 2.5',
  ]);
});

describe('whatever a function names its metrics', () => {
  const record = (
    { metrics, clock }: ReturnType<typeof given>,
    namespace: string,
    name: string,
    dimensions: Record<string, string>,
    [value, unit]: [number, string] = [1, 'Count'],
  ) =>
    recordEmbeddedMetrics(
      metrics,
      JSON.stringify({
        ...dimensions,
        [name]: value,
        _aws: {
          Timestamp: clock.now(),
          CloudWatchMetrics: [
            {
              Namespace: namespace,
              Dimensions: [Object.keys(dimensions)],
              Metrics: [{ Name: name, Unit: unit }],
            },
          ],
        },
      }),
      clock.now(),
    );

  test('a parser reads it, each sample once', () => {
    const world = given();
    const values = ['"}\n# TYPE x counter\nx 1', 'back\\slash', '{le="1"}', 'ü🙂', ''];
    for (const value of values)
      record(world, 'Näme space', '9\n# HELP', { 'a b': value, 'a-b': 'x', le: '1', __name__: 'y' });
    record(world, 'A', 'x', {}, [1, 'Milliseconds']);
    record(world, 'A', 'x seconds', {}, [1, 'None']);
    record(world, 'A', 'x seconds count', {}, [-1, 'Count']);
    record(world, 'a', 'X', {}, [7, 'Milliseconds']);
    record(world, 'ü', 'ß', {});
    const text = prometheusText(world.metrics);
    expectLawful(text);
    const hostile = samplesIn(text).filter(({ name }) => name.includes('help'));
    expect(hostile.map(({ labels }) => labels['a_b'])).toEqual(values);
  });

  test('only so many are shown, and how many are not is said', () => {
    const world = given();
    for (let index = 0; index < 5003; index++) record(world, 'Many', 'things', { id: `${index}` });
    const text = prometheusText(world.metrics);
    expect(samplesIn(text)).toHaveLength(5000);
    expect(text).toMatch(/\n# 3 further metrics are not shown\.\n$/);
  });
});
