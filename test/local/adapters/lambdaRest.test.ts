import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListFunctionsCommand,
  ListLayersCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { lambdaRest } from '../../../local/adapters/lambdaRest.ts';
import { givenWork, read } from './givenWork.ts';

test('a function is invoked, and its log is returned on request', async () => {
  const { sdk } = await givenWork(
    `exports.handler = async (event) => { console.log('seen', event.a); return { b: event.a + 1 }; };`,
  );

  const output = await sdk.send(
    new InvokeCommand({ FunctionName: 'work', Payload: '{"a":1}', LogType: 'Tail' }),
  );

  expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  expect(output.FunctionError).toBeUndefined();
  expect(read(output.Payload)).toEqual({ b: 2 });
  expect(Buffer.from(output.LogResult!, 'base64').toString()).toMatch(
    /^START RequestId: [\w-]+ Version: \$LATEST\n.*seen 1\nEND RequestId: [\w-]+\nREPORT RequestId: [\w-]+\tDuration: /,
  );
});

test('an error of the function itself is a response', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => { throw new TypeError('no'); };`);

  const output = await sdk.send(
    new InvokeCommand({ FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:work' }),
  );

  expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  expect(read(output.Payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
});

test('an event is accepted and runs later; a dry run runs nothing', async () => {
  const { sdk, world, invocations } = await givenWork(`exports.handler = async () => 1;`);

  expect(await sdk.send(new InvokeCommand({ FunctionName: 'work', InvocationType: 'DryRun' }))).toMatchObject(
    { StatusCode: 204 },
  );
  await world.activity.idle();
  expect(invocations()).toEqual([]);
  expect(
    await sdk.send(new InvokeCommand({ FunctionName: 'work', InvocationType: 'Event', Payload: '{}' })),
  ).toMatchObject({ StatusCode: 202 });
  await world.activity.idle();
  expect(invocations()).toMatchObject([{ outcome: 'succeeded' }]);
});

test('a function of which none may run is throttled until the limit is gone', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => 1;`);
  const FunctionName = 'work';
  const reserved = async () =>
    (await sdk.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
  expect(await reserved()).toBe(5);

  const input = { FunctionName, ReservedConcurrentExecutions: 0 };
  expect(await sdk.send(new PutFunctionConcurrencyCommand(input))).toMatchObject({
    ReservedConcurrentExecutions: 0,
  });
  await expect(sdk.send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
  await sdk.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  expect(await reserved()).toBeUndefined();
  expect(await sdk.send(new InvokeCommand({ FunctionName }))).toMatchObject({ StatusCode: 200 });
});

test('functions are described and listed', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => 1;`);
  const configuration = {
    FunctionName: 'work',
    Runtime: 'nodejs24.x',
    Timeout: 3,
    MemorySize: 128,
    Environment: { Variables: { A: '1' } },
    LoggingConfig: { LogGroup: '/aws/lambda/work' },
    State: 'Active',
  };

  expect(await sdk.send(new GetFunctionCommand({ FunctionName: 'work' }))).toMatchObject({
    Configuration: configuration,
    Concurrency: { ReservedConcurrentExecutions: 5 },
  });
  expect(await sdk.send(new GetFunctionConfigurationCommand({ FunctionName: 'work' }))).toMatchObject(
    configuration,
  );
  expect((await sdk.send(new ListFunctionsCommand({}))).Functions).toMatchObject([configuration]);
});

test('a version and an alias resolve to the deployed code, and unknown ones are refused', async () => {
  const { sdk, lambda } = await givenWork(`exports.handler = async () => 'live';`);
  lambda.addQualifier('work', 'live');

  expect(read((await sdk.send(new InvokeCommand({ FunctionName: 'work', Qualifier: 'live' }))).Payload)).toBe(
    'live',
  );
  await expect(sdk.send(new InvokeCommand({ FunctionName: 'work:other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:work:other',
  });
});

test('a refusal of Lambda is an error of the SDK', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => 1;`);

  await expect(sdk.send(new InvokeCommand({ FunctionName: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(
    sdk.send(new InvokeCommand({ FunctionName: 'work', Payload: 'nonsense' })),
  ).rejects.toMatchObject({
    name: 'InvalidRequestContentException',
  });
  const Payload = JSON.stringify('x'.repeat(6 * 1024 * 1024));
  await expect(sdk.send(new InvokeCommand({ FunctionName: 'work', Payload }))).rejects.toMatchObject({
    name: 'RequestTooLargeException',
  });
  await expect(sdk.send(new ListLayersCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: 'GET /2018-10-31/layers is not supported.',
  });
});

test('requests for other services are not handled', async () => {
  const { lambda, call } = await givenWork('');

  expect(
    await lambdaRest(lambda, { method: 'POST', path: '/', headers: {}, body: '{}', sourceIp: '' }, call),
  ).toBeUndefined();
});

test.each([
  '//',
  '//x',
  '/2015-03-31/functions/%E0%A4%A',
  '/2015-03-31/functions/%E0%A4%A/invocations',
  '/%',
])('GET %s is answered, whatever its path', async (path) => {
  const { lambda, call } = await givenWork('');

  const answer = await lambdaRest(lambda, { method: 'GET', path, headers: {}, body: '', sourceIp: '' }, call);

  expect(answer?.status ?? 404).toBeGreaterThanOrEqual(400);
  expect(answer?.status ?? 404).toBeLessThan(500);
});

test.each<[string, string, Record<string, string>, string, string]>([
  [
    'an invocation type',
    'work/invocations',
    { 'x-amz-invocation-type': '__proto__' },
    '',
    'ValidationException',
  ],
  ['a log type', 'work/invocations', { 'x-amz-log-type': 'toString' }, '', 'ValidationException'],
  ['a qualifier', 'work/invocations?Qualifier=%25', {}, '', 'ValidationException'],
  ['a name', `${'a'.repeat(171)}/invocations`, {}, '', 'ValidationException'],
  ['a name', '%E0%A4%A/invocations', {}, '', 'ValidationException'],
  ['a payload', 'work/invocations', {}, '['.repeat(1_000_000), 'InvalidRequestContentException'],
  [
    'a payload',
    'work/invocations',
    {},
    `${'['.repeat(1001)}${']'.repeat(1001)}`,
    'InvalidRequestContentException',
  ],
])('%s that Lambda does not know is refused: %.40s', async (_, path, headers, body, code) => {
  const { lambda, call, invocations } = await givenWork('exports.handler = async () => 1;');
  const request = { method: 'POST', path: `/2015-03-31/functions/${path}`, headers, body, sourceIp: '' };

  const answer = await lambdaRest(lambda, request, call);

  expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': code } });
  expect(invocations()).toEqual([]);
});

test.each(['?MaxItems=-1', '?MaxItems=x', '?Marker=NaN', '?Marker=-1'])(
  'functions are not listed by %s',
  async (query) => {
    const { lambda, call } = await givenWork('');
    const request = {
      method: 'GET',
      path: `/2015-03-31/functions${query}`,
      headers: {},
      body: '',
      sourceIp: '',
    };

    expect(await lambdaRest(lambda, request, call)).toMatchObject({ status: 400 });
  },
);
