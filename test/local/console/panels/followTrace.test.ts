import { expect, test } from 'vitest';
import {
  followTrace,
  LONGEST_WAIT_MS,
  QUIET_MS,
  QUIET_WITH_MESSAGES_MS,
  SHORTEST_WAIT_MS,
} from '../../../../local/console/panels/followTrace.ts';
import type { Trace, TraceKind, TraceNode } from '../../../../local/traces/Trace.ts';

const node = (kind: TraceKind, children: readonly TraceNode[] = []): TraceNode => ({
  ...{ kind, name: 'n', text: '', level: 'ok', reason: null, atMs: 0, durationMs: null, children },
});

/** A path of some steps. */
const path = (...nodes: TraceNode[]): Trace => ({
  ...{ id: 'i', operation: 'query q', caller: null, outcome: 'ok', reason: null, time: 0, durationMs: 1 },
  nodes,
  omitted: 0,
});

/** Follows a request that is answered so, one after the other and the last one for ever; an error is thrown. */
async function following(answers: readonly (Trace | Error | undefined)[], leaveAfter = Infinity) {
  const leaving = new AbortController();
  const seen = { shown: [] as Trace[], failures: [] as unknown[], waits: [] as number[] };
  let asked = 0;
  await followTrace({
    async load() {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async wait(ms) {
      seen.waits.push(ms);
      if (seen.waits.length >= leaveAfter) leaving.abort();
    },
    show: (trace) => void seen.shown.push(trace),
    fail: (error) => void seen.failures.push(error),
    signal: leaving.signal,
  });
  return { ...seen, asked, totalMs: seen.waits.reduce((sum, ms) => sum + ms, 0) };
}

const [REQUEST, GROWN] = [path(node('request')), path(node('request', [node('write')]))];

test('what changed is shown once', async () => {
  const { shown } = await following([undefined, REQUEST, structuredClone(REQUEST), GROWN]);
  expect(shown).toEqual([REQUEST, GROWN]);
});

test('a request to which nothing more happens is asked for less and less, and soon no more', async () => {
  const { asked, waits, totalMs } = await following([REQUEST]);
  expect(waits.slice(0, 2)).toEqual([SHORTEST_WAIT_MS, SHORTEST_WAIT_MS * 1.5]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  expect(totalMs).toBeGreaterThanOrEqual(QUIET_MS);
  expect(asked).toBeLessThan(12);
});

test('what comes late is asked for quickly again', async () => {
  const { waits } = await following([REQUEST, REQUEST, REQUEST, GROWN]);
  expect(waits[3]).toBe(SHORTEST_WAIT_MS);
});

test('a request that sent a message is followed through the pauses between its attempts', async () => {
  const { totalMs, asked } = await following([path(node('request', [node('step', [node('message')])]))]);
  expect(totalMs).toBeGreaterThanOrEqual(QUIET_WITH_MESSAGES_MS);
  expect(asked).toBeLessThan(60);
});

test('who does not answer is said, and asked again', async () => {
  const { failures, shown } = await following([new Error('gone'), REQUEST]);
  expect(failures).toEqual([new Error('gone')]);
  expect(shown).toEqual([REQUEST]);
});

test('whoever leaves asks no more', async () => {
  expect(await following([REQUEST, GROWN], 1)).toMatchObject({ asked: 1, shown: [REQUEST] });
});
