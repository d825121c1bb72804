import { expect, test } from 'vitest';
import { createBench, START } from '../createBench.ts';

const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const ARCHIVE = 'arn:aws:events:us-east-1:000000000000:archive/kept';
const DAY = 86_400_000;

async function archived() {
  const bench = createBench();
  await bench.act('CreateArchive', {
    ArchiveName: 'kept',
    EventSourceArn: BUS,
    EventPattern: '{"detail":{"n":[{"numeric":[">",1]}]}}',
    RetentionDays: 2,
  });
  await bench.rule({ source: ['shop'] });
  for (let n = 1; n <= 4; n++) {
    await bench.put({ Detail: JSON.stringify({ n }) });
    await bench.world.clock.advance(1000);
  }
  bench.delivered.length = 0;
  const replay = (more: object = {}) =>
    bench.act('StartReplay', {
      ReplayName: 'again',
      EventSourceArn: ARCHIVE,
      EventStartTime: START / 1000,
      EventEndTime: START / 1000 + 3,
      Destination: { Arn: BUS },
      ...more,
    });
  return { ...bench, replay };
}

test('an archive holds the events that match its pattern, for its retention period', async () => {
  const bench = await archived();
  expect(await bench.act('DescribeArchive', { ArchiveName: 'kept' })).toMatchObject({
    ArchiveArn: ARCHIVE,
    EventSourceArn: BUS,
    State: 'ENABLED',
    EventCount: 3,
    RetentionDays: 2,
  });
  await bench.world.clock.advance(3 * DAY);
  expect((await bench.act('ListArchives')).Archives).toMatchObject([
    { ArchiveName: 'kept', EventCount: 0, SizeBytes: 0 },
  ]);
});

test('a replay publishes the events of a time span again, in order and marked, and does not archive them again', async () => {
  const bench = await archived();
  expect(await bench.replay()).toMatchObject({ State: 'STARTING' });
  await bench.world.clock.advance(0);
  expect(
    bench.delivered.map(({ input }) => [(input as any).detail.n, (input as any)['replay-name']]),
  ).toEqual([
    [2, 'again'],
    [3, 'again'],
  ]);
  expect(await bench.act('DescribeReplay', { ReplayName: 'again' })).toMatchObject({
    State: 'COMPLETED',
    EventSourceArn: ARCHIVE,
  });
  expect((await bench.act('ListReplays', { State: 'COMPLETED' })).Replays).toHaveLength(1);
  expect((await bench.act('DescribeArchive', { ArchiveName: 'kept' })).EventCount).toBe(3);
});

test('a replay can be limited to rules', async () => {
  const bench = await archived();
  await bench.replay({
    Destination: { Arn: BUS, FilterArns: ['arn:aws:events:us-east-1:000000000000:rule/other'] },
  });
  await bench.world.clock.advance(0);
  expect(bench.delivered).toEqual([]);
});

test('an invalid replay is refused', async () => {
  const bench = await archived();
  await bench.act('CreateEventBus', { Name: 'mine' });
  await expect(bench.replay({ EventSourceArn: BUS })).rejects.toThrow('Must contain an archive ARN');
  await expect(bench.replay({ EventEndTime: 0 })).rejects.toThrow(
    'EventStartTime must be before EventEndTime',
  );
  await expect(bench.replay({ Destination: { Arn: BUS.replace('default', 'mine') } })).rejects.toThrow(
    'Cross event bus replay is not permitted',
  );
  await expect(bench.replay({ Destination: { Arn: BUS.replace('default', 'gone') } })).rejects.toThrow(
    'does not exist',
  );
  await bench.replay();
  await expect(bench.replay()).rejects.toThrow('Replay again already exists.');
});

test('an archive of a bus that does not exist is refused', async () => {
  const bench = createBench();
  await expect(
    bench.act('CreateArchive', { ArchiveName: 'a', EventSourceArn: BUS.replace('default', 'gone') }),
  ).rejects.toThrow('Event bus gone does not exist.');
});
