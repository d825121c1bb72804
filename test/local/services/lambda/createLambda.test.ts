import { expect, test } from 'vitest';
import { givenLambda, MOMENT } from './givenLambda.ts';

test('a handler is given its event and its context, and answers', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async (event, context) => ({ event, context, left: context.getRemainingTimeInMillis() });`,
    {
      frozenAt: MOMENT,
    },
  );

  const { answer, functionError } = await invoke({ a: 1 });

  expect(functionError).toBeUndefined();
  expect(answer).toMatchObject({
    event: { a: 1 },
    left: 3000,
    context: {
      functionName: 'work',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:work',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupName: '/aws/lambda/work',
      logStreamName: expect.stringMatching(/^2030\/05\/06\/\[\$LATEST\][0-9a-f]{32}$/),
    },
  });
});

test('a busy loop is ended at its time limit while time runs', async () => {
  const { invoke, invocations } = givenLambda(`exports.handler = async () => { for (;;); };`, {
    timeoutMs: 1000,
  });

  const { answer, functionError } = await invoke();

  expect(functionError).toBe('Unhandled');
  expect(answer.errorType).toBe('Sandbox.Timedout');
  expect(answer.errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/);
  expect(invocations()).toMatchObject([{ outcome: 'timedOut', functionName: 'work', coldStart: true }]);
});

test('a busy loop is ended when time that stands still is moved to its limit', async () => {
  const { invoke, world } = givenLambda(`exports.handler = async () => { for (;;); };`, {
    frozenAt: MOMENT,
    stuckAfterMs: 1000,
  });

  const ended = invoke();
  await world.clock.advance(2999);
  expect(await Promise.race([ended, Promise.resolve('running')])).toBe('running');
  await world.clock.advance(1);

  expect((await ended).answer.errorMessage).toContain('Task timed out after 3.00 seconds');
});

test('one invocation logs at most 4 Mi characters, and a line at most one', async () => {
  const { invoke, lines } = givenLambda(
    `const line = 'x'.repeat(3 * 1024 * 1024);
     exports.handler = async ({ endless }) => {
       if (endless) for (let at = 0; at < 200_000; at++) console.log();
       else for (let at = 0; at < 9; at++) process.stdout.write(line);
     };`,
    { timeoutMs: 60_000 },
  );
  await invoke({ endless: false });
  const first = lines();
  expect(first.map(({ length }) => length).slice(0, 3)).toEqual(Array(3).fill(1024 * 1024));
  expect(first.at(-1)).toContain('Further lines are dropped');
  await invoke({ endless: true });
  expect(lines().length - first.length).toBeLessThan(70_000);
});

test('an invocation is known by its trace until it ends, whatever else the function did in that trace meanwhile', async () => {
  const { lambda, call, world, records } = givenLambda(
    `exports.handler = async ({ ms }) => new Promise((done) => setTimeout(done, ms));`,
    { frozenAt: MOMENT },
  );
  const long = lambda.invoke('work', { ms: 2000 }, call);
  const short = lambda.invoke('work', { ms: 1000 }, call);
  await world.clock.advance(1000);
  await short;

  const known = lambda.segmentOf('work', call.traceId);
  await world.clock.advance(1000);
  await long;

  const ended = records.filter((record) => record.kind === 'invocation');
  expect(known).toBe(ended.at(-1)!.segmentId);
  expect(lambda.segmentOf('work', call.traceId)).toBeUndefined();
});
