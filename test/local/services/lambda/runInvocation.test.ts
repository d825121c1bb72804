import { expect, test } from 'vitest';
import { givenLambda, MOMENT } from './givenLambda.ts';

const failing = (body: string) => givenLambda(`exports.handler = async () => { ${body} };`);

test('an error that a handler throws is the answer, with its type, message and trace', async () => {
  const { invoke, invocations } = failing(
    `class Odd extends Error { name = 'Odd' } throw new Odd('so it is');`,
  );

  const { answer, functionError } = await invoke();

  expect(functionError).toBe('Unhandled');
  expect(answer).toEqual({
    errorType: 'Odd',
    errorMessage: 'so it is',
    trace: expect.arrayContaining([expect.stringContaining('index.js')]),
  });
  expect(invocations()).toMatchObject([{ outcome: 'failed', error: 'Odd: so it is' }]);
});

test('a thrown value that is no error is the answer too', async () => {
  expect((await failing(`throw 'text';`).invoke()).answer).toEqual({
    errorType: 'string',
    errorMessage: 'text',
    trace: [],
  });
});

test.each([
  ['process.exit(3)', 'Runtime exited with error: exit status 3'],
  ['process.exit(0)', 'Runtime exited without providing a reason'],
])('%s ends the sandbox, and the next invocation has a new one', async (exit, message) => {
  const { invoke, invocations } = givenLambda(
    `let count = 0; exports.handler = async (event) => { count++; if (event.exit) ${exit}; return count; };`,
  );

  expect((await invoke({})).answer).toBe(1);
  const { answer } = await invoke({ exit: true });
  expect(answer).toEqual({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringMatching(new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${message}$`)),
  });
  expect((await invoke({})).answer).toBe(1);
  expect(invocations().map(({ coldStart }) => coldStart)).toEqual([true, false, true]);
});

test('an uncaught exception is the answer, and ends the sandbox', async () => {
  const { invoke, invocations } = givenLambda(
    `exports.handler = async (event) => { if (event.crash) setTimeout(() => { throw new RangeError('far'); }, 1); await new Promise((go) => setTimeout(go, 50)); return 'whole'; };`,
  );

  expect((await invoke({ crash: true })).answer).toMatchObject({
    errorType: 'RangeError',
    errorMessage: 'far',
  });
  expect((await invoke({})).answer).toBe('whole');
  expect(invocations().map(({ coldStart }) => coldStart)).toEqual([true, true]);
});

test('an unhandled rejection is the answer', async () => {
  const { answer } = await failing(
    `Promise.reject(new Error('lost')); await new Promise((go) => setTimeout(go, 1000));`,
  ).invoke();

  expect(answer).toMatchObject({
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: 'Error: lost',
  });
});

test('a promise that can never settle is an error of its own', async () => {
  const { answer } = await failing(`await new Promise(() => {});`).invoke();

  expect(answer).toMatchObject({
    errorType: 'Runtime.NodeJsExit',
    errorMessage: expect.stringContaining('a Promise that was never settled'),
  });
});

test.each([
  [
    'throws while it is loaded',
    `throw new Error('not today');`,
    'index.handler',
    { errorType: 'Error', errorMessage: 'not today' },
  ],
  ['is not JavaScript', `exports.handler = ;`, 'index.handler', { errorType: 'Runtime.UserCodeSyntaxError' }],
  [
    'is missing',
    ``,
    'other.handler',
    { errorType: 'Runtime.ImportModuleError', errorMessage: "Error: Cannot find module 'other'" },
  ],
  [
    'exports no such handler',
    ``,
    'index.handler',
    { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
  ],
  [
    'exports something else',
    `exports.handler = 1;`,
    'index.handler',
    { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is not a function' },
  ],
  ['is named wrongly', ``, 'index', { errorType: 'Runtime.MalformedHandlerName' }],
])('code that %s fails each invocation', async (_, source, handler, expected) => {
  const { invoke } = givenLambda(source, { handler });

  expect((await invoke()).answer).toMatchObject(expected);
  expect((await invoke()).answer).toMatchObject(expected);
});

test('an answer that is no JSON, or too long, is refused', async () => {
  expect((await failing(`return 1n;`).invoke()).answer).toMatchObject({
    errorMessage: 'Unable to stringify response body',
  });
  expect((await failing(`return 'x'.repeat(6 * 1024 * 1024 + 99);`).invoke()).answer).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  });
  expect((await failing(`return undefined;`).invoke()).answer).toBeNull();
});

test('more memory than was configured ends the sandbox', async () => {
  const { answer } = await givenLambda(
    `exports.handler = async () => { const all = []; for (;;) all.push(new Array(100000).fill({ a: 1 })); };`,
    { timeoutMs: 60_000, memoryMb: 64 },
  ).invoke();

  expect(answer).toMatchObject({
    errorType: 'Runtime.OutOfMemory',
    errorMessage: expect.stringContaining('signal: killed'),
  });
});

test.each([
  ['in a loop that never ends', `for (;;) all.push(Buffer.alloc(1_000_000, 1));`],
  ['while it waits', `for (let at = 0; at < 200; at++) all.push(Buffer.alloc(1_000_000, 1)); await never;`],
])('more memory outside of the heap ends the sandbox too, %s', async (_, fill) => {
  const { answer } = await givenLambda(
    `const never = new Promise((go) => setTimeout(go, 50_000));
     exports.handler = async () => { const all = []; ${fill} return all.length; };`,
    { timeoutMs: 60_000 },
  ).invoke();

  expect(answer).toMatchObject({ errorType: 'Runtime.OutOfMemory' });
});

test('a sandbox that is killed in the middle fails its invocation only', async () => {
  const { invoke, lambda, world } = givenLambda(
    `exports.handler = async (event) => { if (event.wait) await new Promise((go) => setTimeout(go, 1000)); return 'whole'; };`,
    { frozenAt: MOMENT },
  );

  const ended = invoke({ wait: true });
  await world.activity.idle();
  expect(await lambda.kill('work')).toBe(1);

  expect((await ended).answer).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringContaining('signal: killed'),
  });
  expect((await invoke({})).answer).toBe('whole');
});

test('code that never finishes loading is ended', async () => {
  const { invoke, world } = givenLambda(`for (;;);`, { frozenAt: MOMENT, stuckAfterMs: 1000 });

  const ended = invoke();
  await world.clock.advance(10_000);

  expect((await ended).answer.errorMessage).toContain('Task timed out after 10.00 seconds');
});
