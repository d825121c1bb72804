import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { logLinesOf } from '../logLinesOf.ts';
import { createMetrics } from '../../../local/platform/metrics/createMetrics.ts';
import { recordEmbeddedMetrics } from '../../../local/platform/metrics/embeddedMetrics.ts';
import { minuteOf } from '../../../local/platform/metrics/Metric.ts';
import { type Backend, invoke, startBackend } from '../startBackend.ts';

let backend: Backend;
let metrics: typeof import('../../../lambda-fns/platform/metrics.ts');
let handlerOf: () => ReturnType<typeof import('../../../lambda-fns/platform/eachRecord.ts').eachRecord>;

/** Does what a message asks for: `done`, `no` or `busy`. */
const load = async (level: string) => {
  process.env.POWERTOOLS_LOG_LEVEL = level;
  process.env.STAGE = 'blue';
  onTestFinished(() => void delete process.env.STAGE);
  vi.resetModules();
  metrics = await import('../../../lambda-fns/platform/metrics.ts');
  const { eachRecord } = await import('../../../lambda-fns/platform/eachRecord.ts');
  const { PermanentError } = await import('../../../lambda-fns/platform/errors.ts');
  handlerOf = () =>
    eachRecord({
      step: 'work',
      schema: z.object({ id: z.string() }),
      entityType: 'thing',
      entityIdPaths: ['id'],
      handle: async ({ id }) => {
        if (id === 'busy') throw new Error('later');
        if (id === 'no') throw new PermanentError('StateConflict', 'never');
        return 'done';
      },
    });
};

beforeEach(async () => {
  backend = await startBackend();
  vi.useFakeTimers({ toFake: ['Date'], now: backend.world.clock.now() });
});
afterEach(() => {
  vi.useRealTimers();
  return backend.close();
});

const elapse = async (ms: number) => {
  await backend.world.clock.advance(ms);
  vi.setSystemTime(backend.world.clock.now());
};

/** The lines of one batch. */
const linesOf = async (...ids: string[]) => {
  for (const id of ids) await backend.send({ id });
  await elapse(250);
  return logLinesOf(async () => invoke(handlerOf(), await backend.receiveEvent()));
};

/** What CloudWatch makes of lines, by the rules it documents: each metric's samples and sum. */
const countedIn = (lines: readonly string[]) => {
  const { clock, feed } = backend.world;
  const kept = createMetrics(clock, feed);
  for (const line of lines) recordEmbeddedMetrics(kept, line.trim(), clock.now());
  return Object.fromEntries(
    [...kept.all()].map(({ namespace, metricName, dimensions, readings }) => {
      const { sampleCount, sum } = readings[0]!.at(minuteOf(clock.now()))!;
      return [`${namespace} ${metricName} ${JSON.stringify(dimensions)}`, [sampleCount, sum]];
    }),
  );
};

const step = '{"step":"work"}';

test('the last line of a batch counts all its messages, and is below 1 KB', async () => {
  await load('INFO');
  const lines = await linesOf('one', 'no', 'busy', 'two');
  expect(lines).toHaveLength(4);
  expect(lines.filter((line) => line.includes('_aws'))).toEqual([lines[3]]);
  expect(Buffer.byteLength(lines[3]!)).toBeLessThan(1024);
  expect(JSON.parse(lines[3]!)).toMatchObject({ message: 'done', Latency: [250, 250], Buried: 1 });
  expect(countedIn(lines)).toEqual({
    [`Frontdesk/blue Latency ${step}`]: [2, 500],
    [`Frontdesk/blue Buried ${step}`]: [1, 1],
  });
});

test('what goes back is counted when it comes again, whether or not somebody could say that it went', async () => {
  await load('INFO');
  expect(countedIn(await linesOf('busy'))).toEqual({});
  await elapse(60_000);
  // Its function is killed: no line, and nothing is deleted.
  await backend.receiveEvent();
  await elapse(60_000);
  const [again, failed] = await linesOf();
  expect(JSON.parse(again!)).toMatchObject({ message: 'delivered again', Retried: 1, receiveCount: 3 });
  expect(failed).not.toContain('_aws');
});

describe('the level of the log', () => {
  test.each(['WARN', 'ERROR'])('%s leaves the counts', async (level) => {
    await load(level);
    const lines = await linesOf('one', 'two');
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
      ['step', 'outcome', 'Latency', '_aws'],
    ]);
    expect(countedIn(lines)).toEqual({ [`Frontdesk/blue Latency ${step}`]: [2, 500] });
  });

  test('SILENT leaves nothing', async () => {
    await load('SILENT');
    expect(await linesOf('one')).toEqual([]);
  });
});

test('a batch of more messages than one line may count is counted in several', async () => {
  await load('INFO');
  const count = metrics.countBatch(250);
  const sets = Array.from({ length: 250 }, () => count('done', 5)).filter((each) => each.length > 0);
  expect(sets.map(([set]) => set!.milliseconds!['Latency']!.length)).toEqual([100, 100, 50]);
});

test('a sender whose clock is ahead makes no latency negative', async () => {
  await load('INFO');
  expect(metrics.countBatch(1)('done', -40)).toMatchObject([{ milliseconds: { Latency: [0] } }]);
});
