import { expect, test } from 'vitest';
import type { Lambda } from '../../../../local/services/lambda/Lambda.ts';
import { createWorkerSandbox } from '../../../../local/services/lambda/sandbox/createWorkerSandbox.ts';
import type { Sandbox } from '../../../../local/services/lambda/sandbox/Sandbox.ts';
import { givenLambda } from './givenLambda.ts';

const ENDLESS = `exports.handler = () => new Promise(() => setInterval(() => {}, 1000));`;
const THROTTLED = { code: 'TooManyRequestsException' };

/** A function in a thread of its own, in a cloud that is closed while that thread comes up. */
function closedWhileComingUp() {
  const made: Sandbox[] = [];
  const closed = Promise.withResolvers<void>();
  const cloud = givenLambda(ENDLESS, {
    sandboxesPerFunction: 1,
    createSandbox(options) {
      void close(cloud.lambda);
      made.push(createWorkerSandbox(options));
      return made[0]!;
    },
  });
  const close = (lambda: Lambda) => lambda.close().then(closed.resolve, closed.reject);
  return { ...cloud, made, closed: closed.promise };
}

test('a sandbox is used again, and its modules keep their state', async () => {
  const { invoke, invocations } = givenLambda(`let count = 0; exports.handler = async () => ++count;`);

  expect((await invoke()).answer).toBe(1);
  expect((await invoke()).answer).toBe(2);
  expect(invocations()).toMatchObject([{ coldStart: true }, { coldStart: false }]);
});

test('a function that was loaded ahead is invoked without a cold start, in the one sandbox there is', async () => {
  const { lambda, invoke, invocations } = givenLambda(
    `let count = 0; exports.handler = async () => ++count;`,
  );

  await Promise.all([lambda.initialize('work'), lambda.initialize('work')]);
  expect((await invoke()).answer).toBe(1);
  await lambda.initialize('work');
  expect((await invoke()).answer).toBe(2);

  expect(invocations()).toMatchObject([{ coldStart: false }, { coldStart: false }]);
});

test('code that cannot be loaded ahead is told of by its invocation', async () => {
  const { lambda, invoke } = givenLambda(`throw new Error('no luck');`);

  await lambda.initialize('work');

  expect((await invoke()).answer).toMatchObject({ errorMessage: 'no luck' });
});

test('invocations at the same time have a sandbox each', async () => {
  const { invoke } = givenLambda(
    `let count = 0; exports.handler = async () => { await new Promise((go) => setTimeout(go, 200)); return ++count; };`,
  );

  const answers = await Promise.all([invoke(), invoke(), invoke()]);

  expect(answers.map(({ answer }) => answer)).toEqual([1, 1, 1]);
});

test('invocations beyond the sandboxes of a function wait for one', async () => {
  const { invoke, invocations } = givenLambda(`exports.handler = async (event) => event;`, {
    sandboxesPerFunction: 2,
  });

  const answers = await Promise.all([1, 2, 3, 4, 5].map((event) => invoke(event)));

  expect(answers.map(({ answer }) => answer)).toEqual([1, 2, 3, 4, 5]);
  expect(invocations().filter((record) => record.coldStart)).toHaveLength(2);
});

test('invocations beyond the reserved concurrency are refused', async () => {
  const { invoke, invocations } = givenLambda(`exports.handler = async (event) => event;`, {
    reservedConcurrency: 1,
  });

  const first = invoke(1);
  await expect(invoke(2)).rejects.toMatchObject({
    code: 'TooManyRequestsException',
    status: 429,
    fields: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  });
  expect((await first).answer).toBe(1);
  expect(invocations().map(({ outcome }) => outcome)).toEqual(['throttled', 'succeeded']);
});

test('a sandbox that is starting when its function closes is ended', async () => {
  const { invoke, made, closed } = closedWhileComingUp();

  const { answer } = await invoke();
  await closed;

  expect(answer.errorMessage).toContain('signal: killed');
  expect(made.map(({ alive }) => alive)).toEqual([false]);
});

test('no sandbox is started for an invocation that waits when its function closes, or that comes later', async () => {
  const { invoke, made, closed } = closedWhileComingUp();

  const [, waited] = await Promise.allSettled([invoke(), invoke()]);
  await closed;
  const [late] = await Promise.allSettled([invoke()]);

  expect([waited, late]).toMatchObject([{ reason: THROTTLED }, { reason: THROTTLED }]);
  expect(made.length).toBe(1);
});
