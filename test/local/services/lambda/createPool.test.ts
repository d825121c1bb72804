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
      close(cloud.lambda);
      made.push(createWorkerSandbox(options));
      return made[0]!;
    },
  });
  const close = (lambda: Lambda) => lambda.close().then(closed.resolve, closed.reject);
  return { ...cloud, made, closed: closed.promise };
}

test('a sandbox that is coming up when its function closes is ended', async () => {
  const { invoke, made, closed } = closedWhileComingUp();

  const { answer } = await invoke();
  await closed;

  expect(answer.errorMessage).toContain('signal: killed');
  expect(made.map(({ alive }) => alive)).toEqual([false]);
});

test('no sandbox is made for who waits when its function closes, or comes later', async () => {
  const { invoke, made, closed } = closedWhileComingUp();

  const [, waited] = await Promise.allSettled([invoke(), invoke()]);
  await closed;
  const [late] = await Promise.allSettled([invoke()]);

  expect([waited, late]).toMatchObject([{ reason: THROTTLED }, { reason: THROTTLED }]);
  expect(made.length).toBe(1);
});
