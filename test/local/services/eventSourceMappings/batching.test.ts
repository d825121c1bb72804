import { describe, expect, test } from 'vitest';
import { turn } from '../../../../local/platform/Activity.ts';
import { throttle } from './givenFunction.ts';
import { givenQueueMapping } from './givenQueueMapping.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

describe('a batching window', () => {
  test('holds a batch back until it is over', async () => {
    const { world, map, send, bodies, invocations } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000 });
    const start = world.clock.now();
    await send(['a']);
    await world.clock.advance(3000);
    await send(['b']);
    await world.clock.advance(1999);

    expect(invocations).toEqual([]);
    await world.clock.advance(1);
    expect(bodies()).toEqual([['a', 'b']]);
    expect(invocations[0]!.at - start).toBe(5000);
  });

  test('ends at once when the batch is full', async () => {
    const { world, map, send, bodies } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000, batchSize: 25 });
    await send(numbers(30));
    await world.activity.idle();

    expect(bodies()).toEqual([numbers(25)]);
    await world.clock.advance(5000);
    expect(bodies()[1]).toEqual(['25', '26', '27', '28', '29']);
  });

  test('starts again with the next message', async () => {
    const { world, map, send, invocations } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000 });
    await send(['a']);
    await world.clock.advance(7000);
    await send(['b']);
    await world.clock.advance(4999);

    expect(invocations).toHaveLength(1);
    await world.clock.advance(1);
    expect(invocations).toHaveLength(2);
  });

  test('that is open when the mapping closes releases its messages', async () => {
    const { world, map, send, mappings, receive, QueueUrl } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000 });
    await send(['a', 'b']);
    await world.activity.idle();

    await mappings.close();

    expect(await receive(QueueUrl)).toHaveLength(2);
  });
});

describe('concurrency', () => {
  const givenSlowFunction = async (maximumConcurrency?: number) => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const given = await givenQueueMapping(async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running--;
    });
    given.map({ batchSize: 1, ...(maximumConcurrency && { maximumConcurrency }) });
    await given.send(numbers(12));
    for (let ended = 0; ended < 12;) {
      await turn();
      const end = waiting.shift();
      if (!end) continue;
      end();
      ended++;
    }
    await given.world.activity.idle();
    return { ...given, most };
  };

  test('is one batch at a time', async () => {
    const { most, left } = await givenSlowFunction();

    expect([most, await left()]).toEqual([1, 0]);
  });

  test('is maximumConcurrency where the mapping sets one', async () => {
    const { most, left } = await givenSlowFunction(5);

    expect([most, await left()]).toEqual([5, 0]);
  });
});

describe('a throttled function', () => {
  test('is tried again with growing delays, without the message being received again', async () => {
    let refusals = 2;
    const { world, map, send, invocations, left } = await givenQueueMapping(() =>
      refusals-- > 0 ? throttle() : undefined,
    );
    map();
    await send(['a']);
    await world.clock.advance(10_000);

    const start = invocations[0]!.at;
    expect(invocations.map(({ at }) => at - start)).toEqual([0, 1000, 3000]);
    expect(invocations[2]!.records[0].attributes.ApproximateReceiveCount).toBe('1');
    expect(await left()).toBe(0);
  });

  test('that never recovers loses no message', async () => {
    const { world, map, send, left, feedRecords, invocations } = await givenQueueMapping(throttle);
    map();
    await send(['a', 'b']);
    await world.clock.advance(300_000);

    expect(await left()).toBe(2);
    expect(invocations.at(-1)!.records).toHaveLength(2);
    expect(feedRecords).toContainEqual(
      expect.objectContaining({ kind: 'failure', code: 'TooManyRequestsException' }),
    );
  });

  test('lets the cloud come to rest during the wait', async () => {
    const { world, map, send, mappings, invocations } = await givenQueueMapping(throttle);
    map();
    await send(['a']);
    await world.activity.idle();
    expect(invocations).toHaveLength(1);

    await mappings.close();
    await world.clock.advance(10_000);
    expect(invocations).toHaveLength(1);
  });
});
