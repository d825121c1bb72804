import { expect, test } from 'vitest';
import { givenTable, START } from './givenTable.ts';

const MINUTE = 60_000;
const inSeconds = (ms: number) => ({ until: { N: String((START + ms) / 1000) } });

async function givenTimeToLive() {
  const given = await givenTable();
  await given.run('UpdateTimeToLive', {
    TableName: 'things',
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
  });
  return given;
}

test('an expired item can be read until the next sweep, and is then deleted by the service', async () => {
  const { world, put, get, stream, feed } = await givenTimeToLive();
  await put('a', inSeconds(90_000));
  await world.clock.advance(100_000);
  expect(await get('a')).toBeDefined();
  await world.clock.advance(20_000);
  expect(await get('a')).toBeUndefined();
  expect(stream().at(-1)).toMatchObject({
    traceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    record: {
      eventName: 'REMOVE',
      dynamodb: { Keys: { pk: { S: 'a' } }, OldImage: { pk: { S: 'a' } } },
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    },
  });
  expect(feed.filter(({ kind }) => kind === 'write').at(-1)).toMatchObject({
    change: 'REMOVE',
    traceId: null,
  });
});

test('an item whose expiry changes is deleted at its last expiry', async () => {
  const { world, put, get } = await givenTimeToLive();
  await put('later', inSeconds(MINUTE));
  await put('later', inSeconds(10 * MINUTE));
  await put('never', inSeconds(MINUTE));
  await put('never');
  await put('sooner', inSeconds(10 * MINUTE));
  await put('sooner', inSeconds(MINUTE));
  await world.clock.advance(5 * MINUTE);
  expect([await get('later'), await get('never'), await get('sooner')].map(Boolean)).toEqual([
    true,
    true,
    false,
  ]);
  await world.clock.advance(10 * MINUTE);
  expect([await get('later'), await get('never')].map(Boolean)).toEqual([false, true]);
});

test('only a number of seconds of the last five years, or the future, is an expiry', async () => {
  const { world, put, get } = await givenTimeToLive();
  await put('text', { until: { S: '1' } });
  await put('ancient', { until: { N: '1' } });
  await put('past', inSeconds(-MINUTE));
  await world.clock.advance(5 * MINUTE);
  expect([await get('text'), await get('ancient'), await get('past')].map(Boolean)).toEqual([
    true,
    true,
    false,
  ]);
});

test('items written before TTL is enabled expire, and none after it is disabled', async () => {
  const { world, run, put, get } = await givenTable();
  const set = (Enabled: boolean) =>
    run('UpdateTimeToLive', {
      TableName: 'things',
      TimeToLiveSpecification: { Enabled, AttributeName: 'until' },
    });
  await put('before', inSeconds(MINUTE));
  await set(true);
  await put('after', inSeconds(5 * MINUTE));
  await world.clock.advance(2 * MINUTE);
  await set(false);
  await world.clock.advance(10 * MINUTE);
  expect([await get('before'), await get('after')].map(Boolean)).toEqual([false, true]);
});

test.each([
  [true, 'until', 'TimeToLive is already enabled'],
  [false, 'other', 'TimeToLive is active on a different AttributeName: current AttributeName is until'],
])('setting it to %s on %s is refused', async (Enabled, AttributeName, message) => {
  const { run } = await givenTimeToLive();
  const again = run('UpdateTimeToLive', {
    TableName: 'things',
    TimeToLiveSpecification: { Enabled, AttributeName },
  });
  await expect(again).rejects.toMatchObject({ code: 'ValidationException', message });
});

test('disabling it where it is not enabled is refused, and so is naming no attribute', async () => {
  const { run } = await givenTable();
  const set = (TimeToLiveSpecification: object) =>
    run('UpdateTimeToLive', { TableName: 'things', TimeToLiveSpecification });
  await expect(set({ Enabled: false, AttributeName: 'until' })).rejects.toThrow(
    'TimeToLive is already disabled',
  );
  await expect(set({ Enabled: true })).rejects.toThrow(
    'TimeToLiveSpecification must have Enabled and AttributeName',
  );
});

test('a deleted table and a closed service expire nothing', async () => {
  const { world, run, put, dynamodb, feed } = await givenTimeToLive();
  await put('a', inSeconds(MINUTE));
  await run('DeleteTable', { TableName: 'things' });
  await world.clock.advance(5 * MINUTE);
  await dynamodb.close();
  expect(feed).toHaveLength(1);
});
