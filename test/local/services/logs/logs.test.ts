import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, onTestFinished, test } from 'vitest';
import { createWorld } from '../../../../local/platform/World.ts';
import { createLogs } from '../../../../local/services/logs/createLogs.ts';
import { serveActions } from '../../../support/serveActions.ts';

const MOMENT = Date.parse('2030-01-01T00:00:00.000Z');
const DAY_MS = 86_400_000;

async function givenLogs() {
  const world = createWorld({ frozenAt: MOMENT, seed: 1 });
  const logs = createLogs(world);
  const served = await serveActions({ Logs_20140328: logs.actions });
  const sdk = new CloudWatchLogsClient({
    endpoint: served.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    sdk.destroy();
    await served.close();
  });
  const filter = (input: FilterLogEventsCommandInput) =>
    sdk.send(new FilterLogEventsCommand({ logGroupName: '/work', ...input }));
  const texts = async (input: FilterLogEventsCommandInput = {}) =>
    (await filter(input)).events!.map(({ message }) => message!.trimEnd());
  return { world, logs, sdk, filter, texts };
}

test('events are found by time, stream and pattern, in the order of all streams', async () => {
  const { world, logs, filter, texts } = await givenLogs();
  const [one, two] = ['one', 'two'].map((name) => logs.createLogStream('/work', name));
  one!.write('first');
  await world.clock.advance(10);
  two!.write(() => 'second');
  await world.clock.advance(10);
  one!.write('third');

  const { events, searchedLogStreams, nextToken } = await filter({});
  expect(events).toMatchObject([
    { logStreamName: 'one', timestamp: MOMENT, ingestionTime: MOMENT, message: 'first\n' },
    { logStreamName: 'two', timestamp: MOMENT + 10, message: 'second\n' },
    { logStreamName: 'one', timestamp: MOMENT + 20, message: 'third\n' },
  ]);
  expect(new Set(events!.map(({ eventId }) => eventId)).size).toBe(3);
  expect(events![0]!.eventId).toMatch(/^\d{56}$/);
  expect([searchedLogStreams, nextToken]).toEqual([[], undefined]);

  // Both ends of the time count in.
  expect(await texts({ startTime: MOMENT + 10, endTime: MOMENT + 20 })).toEqual(['second', 'third']);
  expect(await texts({ endTime: MOMENT + 9 })).toEqual(['first']);
  expect(await texts({ logStreamNames: ['one'] })).toEqual(['first', 'third']);
  expect(await texts({ logStreamNamePrefix: 't' })).toEqual(['second']);
  expect(await texts({ filterPattern: 'third' })).toEqual(['third']);
  expect(await texts({ startFromHead: false, startTime: MOMENT })).toEqual(['third', 'second', 'first']);
  const logGroupIdentifier = 'arn:aws:logs:us-east-1:000000000000:log-group:/work';
  expect(await texts({ logGroupName: undefined, logGroupIdentifier, limit: 1 })).toEqual(['first']);
});

test('pages go on where the last one ended, and one may be empty', async () => {
  const { logs, sdk, filter } = await givenLogs();
  const stream = logs.createLogStream('/work', 'one');
  for (let at = 0; at < 12_000; at++) stream.write(`line ${at}`);
  const pages = paginateFilterLogEvents(
    { client: sdk },
    { logGroupName: '/work', filterPattern: '"line 11999"' },
  );
  const found: number[] = [];
  let last = '';
  for await (const { events } of pages) {
    found.push(events!.length);
    last = events!.at(-1)?.message ?? last;
  }
  expect([found, last]).toEqual([[0, 0, 1], 'line 11999\n']);

  const first = await filter({ limit: 2, startFromHead: false, startTime: MOMENT });
  const second = await filter({ limit: 2, nextToken: first.nextToken });
  expect([...first.events!, ...second.events!].map(({ message }) => message)).toEqual(
    [11_999, 11_998, 11_997, 11_996].map((at) => `line ${at}\n`),
  );
});

test('a search of long events ends early, and goes on with the next page', async () => {
  const { logs, sdk } = await givenLogs();
  const stream = logs.createLogStream('/work', 'one');
  for (let at = 0; at < 10; at++) stream.write('x'.repeat(1_000_000));
  const terms = Array.from({ length: 250 }, (_, at) => `?y${at}`)
    .join(' ')
    .slice(0, 1000)
    .replace(/ \S*$/, '');
  const pages = paginateFilterLogEvents({ client: sdk }, { logGroupName: '/work', filterPattern: terms });
  const found: number[] = [];
  for await (const { events } of pages) found.push(events!.length);
  expect(found).toEqual([0, 0, 0, 0]);
});

test('a page has at most a mebibyte', async () => {
  const { logs, texts } = await givenLogs();
  const stream = logs.createLogStream('/work', 'one');
  for (let at = 0; at < 4; at++) stream.write('x'.repeat(400_000));
  expect(await texts()).toHaveLength(2);
});

test('a stream is read from its end or from its beginning, and both tokens are always there', async () => {
  const { logs, sdk } = await givenLogs();
  const [one, two] = ['one', 'two'].map((name) => logs.createLogStream('/work', name));
  for (let at = 0; at < 5; at++) {
    one!.write(`one ${at}`);
    two!.write(`two ${at}`);
  }
  const read = async (more: object) => {
    const page = await sdk.send(
      new GetLogEventsCommand({ logGroupName: '/work', logStreamName: 'one', limit: 2, ...more }),
    );
    return { ...page, texts: page.events!.map(({ message }) => message!.trim()) };
  };

  const newest = await read({});
  expect(newest.texts).toEqual(['one 3', 'one 4']);
  const before = await read({ nextToken: newest.nextBackwardToken });
  expect(before.texts).toEqual(['one 1', 'one 2']);
  expect((await read({ nextToken: before.nextForwardToken })).texts).toEqual(['one 3', 'one 4']);
  const oldest = await read({ nextToken: before.nextBackwardToken });
  expect(oldest.texts).toEqual(['one 0']);
  expect((await read({ startFromHead: true })).texts).toEqual(['one 0', 'one 1']);
  // At the end the same token comes back.
  const end = await read({ nextToken: newest.nextForwardToken });
  expect([end.texts, end.nextForwardToken]).toEqual([[], newest.nextForwardToken]);
});

test('groups and streams are described, in pages', async () => {
  const { world, logs, sdk } = await givenLogs();
  expect(logs.createLogGroup({ name: '/b', retentionInDays: 3 })).toBe(
    'arn:aws:logs:us-east-1:000000000000:log-group:/b:*',
  );
  const [late, early] = ['late', 'early'].map((name) => logs.createLogStream('/a', name));
  early!.write('x');
  await world.clock.advance(5);
  late!.write('y');
  const { logGroups, nextToken } = await sdk.send(new DescribeLogGroupsCommand({ limit: 1 }));
  expect(logGroups).toMatchObject([{ logGroupName: '/a', creationTime: MOMENT }]);
  const rest = await sdk.send(new DescribeLogGroupsCommand({ limit: 1, nextToken }));
  expect([rest.logGroups, rest.nextToken]).toMatchObject([
    [
      {
        logGroupName: '/b',
        retentionInDays: 3,
        logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/b',
      },
    ],
    undefined,
  ]);
  const named = await sdk.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/b' }));
  expect(named.logGroups).toHaveLength(1);
  const streams = async (more: object) =>
    (await sdk.send(new DescribeLogStreamsCommand({ logGroupName: '/a', ...more }))).logStreams!.map(
      ({ logStreamName }) => logStreamName,
    );
  expect(await streams({})).toEqual(['early', 'late']);
  expect(await streams({ orderBy: 'LastEventTime', descending: true, limit: 1 })).toEqual(['late']);
});

test('what retention has ended is gone, and so is the oldest beyond 20,000 events', async () => {
  const { world, logs, texts } = await givenLogs();
  logs.createLogGroup({ name: '/work', retentionInDays: 1 });
  const stream = logs.createLogStream('/work', 'one');
  stream.write('yesterday');
  await world.clock.advance(DAY_MS + 1);
  for (let at = 0; at < 20_001; at++) stream.write(`line ${at}`);
  expect(await texts({ limit: 2 })).toEqual(['line 1', 'line 2']);
});

test('a group keeps at most 16 Mi characters, and all groups together 64 Mi', async () => {
  const { logs, sdk } = await givenLogs();
  const line = 'x'.repeat(1024 * 1024);
  for (let group = 0; group < 6; group++) {
    const stream = logs.createLogStream(`/${group}`, 'one');
    for (let at = 0; at < 40; at++) stream.write(line);
  }
  const { logGroups } = await sdk.send(new DescribeLogGroupsCommand());
  const sizes = logGroups!.map(({ storedBytes }) => storedBytes!);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * 1024 * 1024);
  // Groups are looked at once in a hundred events.
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual((64 + 100) * 1024 * 1024);
});

test('what is not there, and what cannot be read, is refused in the words of AWS', async () => {
  const { logs, sdk, filter } = await givenLogs();
  await expect(filter({})).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
  logs.createLogStream('/work', 'one');
  const stream = { logGroupName: '/work', logStreamName: 'none' };
  const noStream = {
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  };
  await expect(sdk.send(new GetLogEventsCommand(stream))).rejects.toMatchObject(noStream);
  await expect(filter({ logStreamNames: ['none'] })).rejects.toMatchObject(noStream);
  await expect(filter({ nextToken: 'made up' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'The specified nextToken is invalid.',
  });
  await expect(filter({ filterPattern: 'a-b' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid filter pattern',
  });
  await expect(filter({ limit: 10_001 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(filter({ logStreamNames: ['one'], logStreamNamePrefix: 'o' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
