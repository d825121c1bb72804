import { expect, test } from 'vitest';
import { callAction } from '../../../../local/platform/Call.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import { createLogs } from '../../../../local/services/logs/createLogs.ts';
import { type Deployment, givenLambda, MOMENT } from './givenLambda.ts';

/** Runs a function once and returns the lines of its group, with its request id as ID. */
async function linesOf(source: string, options: Deployment = {}) {
  const world = createWorld({ seed: 7, ...options });
  const logs = createLogs(world);
  const given = givenLambda(source, { ...options, world, logs });
  const ended = given.invoke();
  if (options.frozenAt !== undefined) await world.clock.advance(given.lambda ? 3000 : 0);
  const { answer } = await ended;
  const { events } = await callAction<{ readonly events: readonly { readonly message: string }[] }>(
    logs.actions,
    'FilterLogEvents',
    { logGroupName: options.logGroupName ?? '/aws/lambda/work' },
    given.call,
  );
  const text = events.map(({ message }) => message).join('');
  const requestId = /START RequestId: (\S+)/.exec(text)![1]!;
  return { answer, lines: text.replaceAll(requestId, 'ID').split('\n') };
}

const REPORT =
  /^REPORT RequestId: ID\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\t/;

test('a function that answers logs its lines between those of Lambda', async () => {
  const { lines } = await linesOf(`exports.handler = async () => console.log('hello');`, {
    logGroupName: '/ours',
  });
  expect(lines).toEqual([
    'INIT_START Runtime Version: nodejs:24.v1',
    'START RequestId: ID Version: $LATEST',
    'hello',
    'END RequestId: ID',
    expect.stringMatching(/^REPORT .*Memory Size: 128 MB\t$/),
    'XRAY TraceId: 1-00000001-0123456789abcdef01234567\tSampled: true\t',
    '',
  ]);
});

test('a time-out is told with its moment', async () => {
  const { lines } = await linesOf(
    `exports.handler = () => new Promise((done) => setTimeout(done, 60_000));`,
    {
      frozenAt: MOMENT,
    },
  );
  expect(lines.slice(2, 6)).toEqual([
    '2030-05-06T07:08:12.000Z ID Task timed out after 3.00 seconds',
    '',
    'END RequestId: ID',
    'REPORT RequestId: ID\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tStatus: timeout\t',
  ]);
});

test('memory that runs out is told by the report, which names all of it', async () => {
  const { lines } = await linesOf(
    `exports.handler = async () => { const all = []; for (;;) all.push(Array(1e5).fill({})); };`,
    { timeoutMs: 60_000 },
  );
  expect(lines.slice(2, 5)).toEqual([
    'RequestId: ID Error: Runtime exited with error: signal: killed',
    'Runtime.OutOfMemory',
    'END RequestId: ID',
  ]);
  expect(lines[5]).toMatch(REPORT);
  expect(lines[5]).toContain('\tMax Memory Used: 128 MB\tStatus: error\tError Type: Runtime.OutOfMemory\t');
});

test('an exit is told with its status', async () => {
  const { lines } = await linesOf(`exports.handler = async () => process.exit(7);`);
  expect(lines.slice(2, 5)).toEqual([
    'RequestId: ID Error: Runtime exited with error: exit status 7',
    'Runtime.ExitError',
    'END RequestId: ID',
  ]);
  expect(lines[5]).toContain('\tStatus: error\tError Type: Runtime.ExitError\t');
});

test('an exception that nobody caught is told, and then the exit that follows from it', async () => {
  const { lines } = await linesOf(
    `exports.handler = () => new Promise(() => setTimeout(() => { throw new TypeError('lost'); }));`,
  );
  expect(lines[2]).toMatch(
    /^\S+Z\tID\tERROR\tUncaught Exception \t\{"errorType":"TypeError","errorMessage":"lost",/,
  );
  expect(lines.slice(3, 5)).toEqual([
    'RequestId: ID Error: Runtime exited with error: exit status 129',
    'Runtime.ExitError',
  ]);
});

test('an error of the handler is told, and the sandbox goes on', async () => {
  const { lines } = await linesOf(`exports.handler = async () => { throw new RangeError('too far'); };`);
  expect(lines[2]).toMatch(
    /^\S+Z\tID\tERROR\tInvoke Error \t\{"errorType":"RangeError","errorMessage":"too far",/,
  );
  expect(lines[3]).toBe('END RequestId: ID');
  expect(lines[4]).not.toContain('Status');
});
