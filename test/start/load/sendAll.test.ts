import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { checkReading, type Entry, type Refusal } from '../../../start/load/Entry.ts';
import type { Kind } from '../../../start/load/kinds.ts';
import { readJsonLines, splitLines } from '../../../start/load/readInput.ts';
import { sendAll } from '../../../start/load/sendAll.ts';

const never = new AbortController().signal;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function* entries(...kinds: readonly Kind[]): AsyncGenerator<Entry> {
  for (const [index, kind] of kinds.entries()) yield { line: index + 1, kind, input: {} };
}

/** A server that answers only when a test calls `answer`. */
function aServer() {
  const waiting = new Map<number, () => void>();
  return {
    waiting,
    send: (entry: Entry) => new Promise<Entry>((resolve) => waiting.set(entry.line, () => resolve(entry))),
    async answer(...lines: readonly number[]) {
      for (const line of lines) {
        waiting.get(line)!();
        waiting.delete(line);
      }
      await turn();
    },
    inFlight: async () => {
      await turn();
      return [...waiting.keys()];
    },
  };
}

test('an order waits only for the products and restocks before it', async () => {
  const { send, answer, inFlight } = aServer();
  const lines: number[] = [];
  const all = sendAll(entries('service', 'restock', 'product', 'order', 'restock', 'order'), {
    send,
    concurrency: 10,
    onOutcome: ({ line }) => lines.push(line),
    stop: never,
  });
  expect(await inFlight()).toEqual([1, 2, 3]);
  await answer(3);
  expect(await inFlight()).toEqual([1, 2]);
  await answer(2);
  expect(await inFlight()).toEqual([1, 4, 5]);
  await answer(5);
  expect(await inFlight()).toEqual([1, 4, 6]);
  await answer(6, 4, 1);
  await all;
  expect(lines).toEqual([3, 2, 5, 6, 4, 1]);
});

test('no more requests are in flight than `concurrency`', async () => {
  const { send, answer, inFlight } = aServer();
  const all = sendAll(entries('order', 'order', 'order', 'order'), {
    send,
    concurrency: 2,
    onOutcome: () => undefined,
    stop: never,
  });
  expect(await inFlight()).toEqual([1, 2]);
  await answer(2);
  expect(await inFlight()).toEqual([1, 3]);
  await answer(1, 3);
  expect(await inFlight()).toEqual([4]);
  await answer(4);
  await all;
});

describe('once it is stopped', () => {
  test('nothing more is sent, and outstanding answers are awaited', async () => {
    const { send, answer, inFlight } = aServer();
    const stop = new AbortController();
    const lines: number[] = [];
    const all = sendAll(entries('order', 'order', 'order'), {
      send,
      concurrency: 2,
      onOutcome: ({ line }) => lines.push(line),
      stop: stop.signal,
    });
    expect(await inFlight()).toEqual([1, 2]);
    stop.abort();
    await answer(1);
    expect(await inFlight()).toEqual([2]);
    await answer(2);
    await all;
    expect(lines).toEqual([1, 2]);
  });

  test('an order that waits for a restock is not sent', async () => {
    const { send, answer, inFlight } = aServer();
    const stop = new AbortController();
    const all = sendAll(entries('restock', 'order'), {
      send,
      concurrency: 2,
      onOutcome: () => undefined,
      stop: stop.signal,
    });
    expect(await inFlight()).toEqual([1]);
    stop.abort();
    await answer(1);
    await all;
    expect(await inFlight()).toEqual([]);
  });
});

describe('an error', () => {
  async function* breaking(): AsyncGenerator<Entry> {
    yield* entries('order', 'order');
    throw new Error('The disk is gone');
  }
  const unless = (line: number) => (outcome: { readonly line: number }) => {
    if (outcome.line === line) throw new Error('No room');
  };

  test.each([
    ['reading', breaking(), unless(0), 'The disk is gone'],
    ['an outcome', entries('order', 'order', 'order'), unless(1), 'No room'],
  ])('in %s ends it after the outstanding answers', async (_, values, done, message) => {
    const { send, answer, inFlight } = aServer();
    const lines: number[] = [];
    const all = sendAll(values, {
      send,
      concurrency: 2,
      onOutcome: (outcome) => {
        lines.push(outcome.line);
        done(outcome);
      },
      stop: never,
    });
    const ended = all.then(
      () => 'whole',
      (error: Error) => `${error.message} after ${lines.join()}`,
    );
    expect(await inFlight()).toEqual([1, 2]);
    await answer(1);
    expect(await inFlight()).toEqual([2]);
    await answer(2);
    expect(await ended).toBe(`${message} after 1,2`);
  });
});

test('of 100,000 lines, only one chunk and the requests in flight are in memory', async () => {
  const CHUNK = 1000;
  const line = (at: number) => `{"type":"restock","sku":"towel","units":1,"lotId":"lot-${at}"}\n`;
  let [read, done, mostHeld, inFlight, mostInFlight] = [0, 0, 0, 0, 0];
  async function* chunks() {
    for (; read < 100_000;) {
      const first = read;
      read += CHUNK;
      mostHeld = Math.max(mostHeld, read - done);
      yield Buffer.from(Array.from({ length: CHUNK }, (_, index) => line(first + index)).join(''));
    }
  }
  async function* values(): AsyncGenerator<Entry | Refusal> {
    const bytes = Readable.from(chunks(), { objectMode: true, highWaterMark: 1 });
    for await (const reading of readJsonLines(splitLines(bytes))) yield checkReading(reading);
  }
  await sendAll(values(), {
    send: async (entry) => {
      mostInFlight = Math.max(mostInFlight, ++inFlight);
      await turn();
      inFlight--;
      return entry;
    },
    concurrency: 20,
    onOutcome: () => void done++,
    stop: never,
  });
  expect(done).toBe(100_000);
  expect(mostInFlight).toBe(20);
  // The chunk that is being split, and two that the stream reads ahead.
  expect(mostHeld).toBeLessThanOrEqual(3 * CHUNK + 20);
});
