import { describe, expect, test } from 'vitest';
import { type Invocation } from './givenFunction.ts';
import { givenQueueMapping } from './givenQueueMapping.ts';

const reportIdsOf =
  (...bodies: string[]) =>
  ({ records }: Invocation) => ({
    batchItemFailures: records
      .filter(({ body }) => bodies.includes(body))
      .map(({ messageId }) => ({ itemIdentifier: messageId })),
  });

describe('a batch response', () => {
  test('returns only the messages that failed', async () => {
    const { world, map, send, bodies, left } = await givenQueueMapping(reportIdsOf('b'));
    map({ reportBatchItemFailures: true });
    await send(['a', 'b', 'c']);
    await world.activity.idle();

    expect(await left()).toBe(1);
    await world.clock.advance(30_000);
    expect(bodies()).toEqual([['a', 'b', 'c'], ['b']]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['an empty object', {}],
    ['no failures', { batchItemFailures: [] }],
    ['null failures', { batchItemFailures: null }],
  ])('of %s is complete success', async (_, answer) => {
    const { world, map, send, left } = await givenQueueMapping(() => answer);
    map({ reportBatchItemFailures: true });
    await send(['a', 'b']);
    await world.activity.idle();

    expect(await left()).toBe(0);
  });

  test.each([
    ['an id of no message', { batchItemFailures: [{ itemIdentifier: 'nonsense' }] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['a wrong key', { batchItemFailures: [{ messageId: 'x' }] }],
    ['a null entry', { batchItemFailures: [null] }],
    ['no list', { batchItemFailures: 'x' }],
    ['a text', 'done'],
  ])('with %s fails the whole batch, and the feed says why', async (_, answer) => {
    const { world, map, send, left, feedRecords } = await givenQueueMapping(() => answer);
    map({ reportBatchItemFailures: true });
    await send(['a', 'b']);
    await world.activity.idle();

    expect(await left()).toBe(2);
    expect(feedRecords).toContainEqual(
      expect.objectContaining({ kind: 'failure', code: 'InvalidBatchResponse' }),
    );
  });

  test('is ignored by a mapping without ReportBatchItemFailures', async () => {
    const { world, map, send, left } = await givenQueueMapping(reportIdsOf('a'));
    map();
    await send(['a']);
    await world.activity.idle();

    expect(await left()).toBe(0);
  });
});
