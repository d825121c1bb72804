import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findQueues } from '../../letters/core/queues.ts';
import { holdLetters } from '../../letters/core/readLetters.ts';
import { AwsError } from '../../local/platform/AwsError.ts';
import { NOW, type Queues, startQueues } from './startQueues.ts';

const PROGRAM = join(import.meta.dirname, '../../letters/main.ts');

let queues: Queues;
let work: string;
let dead: string;
beforeAll(async () => {
  queues = await startQueues();
  ({ work, dead } = await queues.createPair('placeOrder', { stage: 'dev' }));
  await queues.createPair('payBooking', { stage: 'prod' });
  await queues.createPair('others');
  for (let n = 1; n <= 25; n++)
    await queues.send(
      dead,
      { orderId: `O${n}`, lines: [{ sku: 'A' }] },
      {
        DeathClass: 'PERMANENT',
        ErrorCode: n <= 20 ? 'NotFound' : 'InvalidArgument',
        Reason: n <= 20 ? 'There is no such order' : 'lines: too many',
        FailingStep: 'placeOrder',
        EntityType: 'order',
        EntityId: `O${n}`,
      },
    );
});
afterAll(() => queues.close());

const whole = { visible: 25, inFlight: 0 };

test('list shows the depth of every queue and what its letters died of', async () => {
  const { stdout, stderr, exitCode } = await queues.letters(['list']);
  expect(stderr).toBe(`AWS endpoint ${queues.url}, us-east-1\n`);
  expect(stdout).toMatchInlineSnapshot(`
    "QUEUE       DEPTH  IN FLIGHT  OLDEST  REASONS
    placeOrder     25                 0s  NotFound 20, InvalidArgument 5
    2 more queue(s) are empty: see --all.
    "
  `);
  expect(exitCode).toBe(0);
});

test('list of a stage leaves out what its tag does not name', async () => {
  const { json } = await queues.letters(['list', '--stage', 'prod', '--json']);
  expect(json().queues.map(({ label }: any) => label)).toEqual(['payBooking']);
});

test('list says how many letters it did not read, and reads none where it is told so', async () => {
  const { stdout } = await queues.letters(['list', '--limit', '10']);
  expect(stdout).toContain('NotFound 10, 15 not read');
  const receives = queues.count('ReceiveMessage');
  const { json } = await queues.letters(['list', '--no-reasons', '--json']);
  expect(json()).toMatchObject({ command: 'list', endpoint: queues.url, letters: 25 });
  expect(receives()).toBe(0);
});

test('what was looked at can be received at once', async () => {
  await queues.letters(['peek', 'placeOrder', '--limit', '25']);
  expect(await queues.counts(dead)).toEqual(whole);
});

test.each([
  [['--where', '$.orderId == "O7"'], ['O7']],
  [['--where', '$.lines[?@.sku == "A"]', '--entity', 'order:O3'], ['O3']],
  [['--where', '$.lines[0].units'], []],
  [
    ['--where', '$.orderId == "O1" || $.orderId == "O2"'],
    ['O1', 'O2'],
  ],
  [['--reason', 'invalidargument', '--where', '$.orderId == "O24"'], ['O24']],
  [['--class', 'KILLED'], []],
  [['--older-than', '1m'], []],
  [['--newer-than', '1m', '--entity', 'O5'], ['O5']],
  [['--step', 'payBooking'], []],
])('peek shows what %j chooses', async (options, ids) => {
  const { json } = await queues.letters(['peek', 'placeOrder', '--json', ...options]);
  expect(json().letters.map(({ entityId }: any) => entityId)).toEqual(ids);
});

test('show names a letter by the first characters of its id, in any case of its queue', async () => {
  const { json } = await queues.letters(['peek', 'PLACEORDER', '--limit', '1', '--json']);
  const [{ id, sentOn }] = json().letters;
  expect(sentOn).toBe(new Date(NOW).toISOString());
  const { stdout, stderr } = await queues.letters(['show', id.slice(0, 8)]);
  expect(stdout).toMatch(/^PERMANENT NotFound\nLetter +[\da-f-]{36}\n/);
  expect(stdout).toContain(`Letter      ${id}`);
  expect(stdout).toContain('Because     There is no such order');
  // This endpoint has no functions, so neither logs nor a table can be found.
  expect(stderr).toContain('cannot be read');
});

test.each([
  [['peek', 'placeOrdr'], 'There is no queue placeOrdr. Did you mean placeOrder?'],
  [['pekk'], "unknown command 'pekk'\n(Did you mean peek?)"],
  [['peek', '--lmit', '3'], "unknown option '--lmit'\n(Did you mean --limit?)"],
  [['peek', '--limit', 'many'], '--limit is "many"; give a whole number from 1 to 100000.'],
  [['peek', '--where', 'orderId = 1'], '"orderId = 1" is neither a JSONPath nor a comparison of one'],
  [['peek', '--class', 'LOST'], 'There is no class LOST. Classes are PERMANENT'],
  [['peek', '--newer-than', 'noon'], '"noon" is no duration. Give one such as 90s, 15m, 2h or 3d.'],
  [['peek', '--id', 'abc'], '--id abc is too short: give 8 characters of it at least.'],
  [['watch', '--every', '0s'], '--every is too often: give 1s at least.'],
])('%j is wrong usage, and a sentence says why', async (args, words) => {
  const { stderr, stdout, exitCode } = await queues.letters(args);
  expect(stderr).toContain(`Failed: ${words}`);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
});

test('a letter that is not there fails by a sentence, and so in JSON', async () => {
  const { json, exitCode } = await queues.letters(['show', '00000000', '--json']);
  expect(json().error.message).toMatch(/^There is no letter 00000000 in any of 3 queues\./);
  expect(exitCode).toBe(1);
});

test('a queue that has dead letters stands for them: it is not read itself', async () => {
  await queues.send(work, { orderId: 'O99' });
  const { json } = await queues.letters(['peek', 'placeOrder', work, '--json']);
  expect(json().letters).toHaveLength(20);
  const { Messages } = await queues.call('ReceiveMessage', {
    QueueUrl: work,
    VisibilityTimeout: 0,
    MessageSystemAttributeNames: ['All'],
  });
  expect(Messages[0].Attributes.ApproximateReceiveCount).toBe('1');
});

test('a second reader is told that the letters it misses are held by another', async () => {
  const [queue] = await findQueues(queues.clients, { queues: ['placeOrder'] });
  const held = await holdLetters(queues.clients, queue!, { limit: 20, hideSeconds: 30, now: () => NOW });
  const { json } = await queues.letters(['peek', 'placeOrder', '--json']);
  expect(json().letters).toHaveLength(5);
  expect(json().notes).toEqual([
    'placeOrder: 20 in flight. Another reader or a redrive holds them, so they are not shown.',
  ]);
  expect(await held.release()).toBe(0);
  expect(await queues.counts(dead)).toEqual(whole);
});

test('letters of a reader that was killed are visible again after its time', async () => {
  const [queue] = await findQueues(queues.clients, { queues: ['placeOrder'] });
  await holdLetters(queues.clients, queue!, { limit: 25, hideSeconds: 30, now: () => NOW });
  expect(await queues.counts(dead)).toEqual({ visible: 0, inFlight: 25 });
  await queues.world.clock.advance(30_000);
  expect(await queues.counts(dead)).toEqual(whole);
});

test('Ctrl-C while letters are read releases those that are held, and ends with 3', async () => {
  const stop = new AbortController();
  queues.before('ReceiveMessage', () => stop.abort());
  const { exitCode, stderr } = await queues.letters(['peek', 'placeOrder', '--limit', '25'], { stop });
  expect(exitCode).toBe(3);
  expect(stderr).toContain('Stopped before all queues were read. What was held is released.');
  expect(await queues.counts(dead)).toEqual(whole);
});

test('letters that are held are released where a later request fails', async () => {
  queues.before('ReceiveMessage', (nth) => {
    if (nth > 2) throw new AwsError('AccessDenied', 'You may not receive.', { status: 403 });
  });
  const { exitCode, stderr } = await queues.letters(['peek', 'placeOrder', '--limit', '25']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'Failed: You may not receive. docs/letters.md lists the permissions of each command.',
  );
  expect(await queues.counts(dead)).toEqual(whole);
});

test('where nothing answers, a sentence asks whether npm start is running', async () => {
  const { stderr, exitCode } = await queues.letters(['list', '--endpoint-url', 'http://127.0.0.1:1']);
  expect(stderr).toContain('Is npm start running, or the network down?');
  expect(exitCode).toBe(1);
});

test('nothing that a client writes reaches the terminal unescaped, or is wider than it', async () => {
  const { dead: hostile } = await queues.createPair('hostile');
  onTestFinished(() => queues.call('DeleteQueue', { QueueUrl: hostile }));
  const text = `\u001b[31m\u202e${'宿'.repeat(100)}`.replaceAll('\u001b', '\u009b');
  await queues.send(hostile, { orderId: text }, { ErrorCode: 'E', Reason: text, EntityId: text });
  const [{ id }] = (await queues.letters(['peek', 'hostile-dead', '--json'])).json().letters;
  for (const args of [['list'], ['group'], ['peek', 'hostile-dead'], ['show', id, 'hostile-dead']]) {
    const { stdout } = await queues.letters(args);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    for (const line of stdout.split('\n'))
      expect(line.length + [...line.matchAll(/宿/g)].length, line).toBeLessThanOrEqual(80);
  }
});

/** What a process of the tool is told of this endpoint. */
const environment = () => ({
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL: queues.url,
  AWS_REGION: 'us-east-1',
  NO_COLOR: '1',
});

test('the program works as a process, without credentials beside a local cloud', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'list', 'placeOrder', '--json'], {
    env: environment(),
  });
  expect(JSON.parse(stdout)).toMatchObject({ letters: 25, queues: [{ label: 'placeOrder', depth: 25 }] });
});

test('watch goes on until Ctrl-C, which is its end', async () => {
  const child = spawn(process.execPath, [PROGRAM, 'watch', 'placeOrder', '--json'], { env: environment() });
  const [line] = await once(child.stdout, 'data');
  expect(JSON.parse(String(line))).toMatchObject({ label: 'placeOrder', before: 0, depth: 25 });
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await queues.counts(dead)).toEqual(whole);
});
