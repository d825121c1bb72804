import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListLayersCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { expect, onTestFinished, test } from 'vitest';
import { lambdaRest } from '../../../local/adapters/lambdaRest.ts';
import type { Call } from '../../../local/platform/Call.ts';
import type { HttpRequest } from '../../../local/platform/HttpMessage.ts';
import type { Lambda } from '../../../local/services/lambda/Lambda.ts';
import { zip } from '../../support/zip.ts';
import { givenLambda } from '../services/lambda/givenLambda.ts';

/** Returns an AWS SDK client of a cloud with the function `work`. */
async function givenWork(source: string) {
  const all = givenLambda(source, { reservedConcurrency: 5, environment: { A: '1' } });
  const endpoint = await serve(all.lambda, all.call);
  const sdk = new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  onTestFinished(() => sdk.destroy());
  return { ...all, sdk };
}

async function serve(lambda: Lambda, call: Call): Promise<string> {
  const answerRequest = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const request = {
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
      body,
      sourceIp: '',
    } as HttpRequest;
    const answer = await lambdaRest(lambda, request, call);
    outgoing.writeHead(answer?.status ?? 500, answer?.headers).end(answer?.body);
  };
  const server = createServer((incoming, outgoing) => void answerRequest(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const read = (payload: Uint8Array | undefined) => JSON.parse(Buffer.from(payload!).toString());

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
  expect(Buffer.from(output.LogResult!, 'base64').toString()).toBe('seen 1\n');
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

const archiveOf = (source: string) => zip([{ path: 'index.js', content: Buffer.from(source), method: 8 }]);

test('updated code runs from the next invocation on, and what runs already ends as it began', async () => {
  const { sdk, world, invocations } = await givenWork(
    `exports.handler = () => { console.log('begun'); return new Promise((go) => setTimeout(() => go('old'), 300)); };`,
  );
  const begun = new Promise<void>((resolve) => {
    world.feed.subscribe(({ kind }) => kind === 'log' && resolve());
  });
  const invoke = async () => read((await sdk.send(new InvokeCommand({ FunctionName: 'work' }))).Payload);
  const running = invoke();
  await begun;
  const ZipFile = archiveOf(`exports.handler = async () => 'new';`);

  const updated = await sdk.send(new UpdateFunctionCodeCommand({ FunctionName: 'work', ZipFile }));

  expect(updated).toMatchObject({ FunctionName: 'work', CodeSize: ZipFile.length });
  expect(await invoke()).toBe('new');
  expect(await running).toBe('old');
  expect(await invoke()).toBe('new');
  expect(invocations()).toHaveLength(3);
});

test('code that is no archive is refused, and the function goes on with what it had', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => 'old';`);
  const input = { FunctionName: 'work', ZipFile: Buffer.from('no archive') };

  await expect(sdk.send(new UpdateFunctionCodeCommand(input))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  });
  expect(read((await sdk.send(new InvokeCommand({ FunctionName: 'work' }))).Payload)).toBe('old');
});

test('an updated configuration is what later invocations run with; the rest of it stays', async () => {
  const { sdk } = await givenWork(
    `exports.handler = async (_event, context) => [process.env.A, process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, context.getRemainingTimeInMillis() > 60_000];`,
  );
  const invoke = async () => read((await sdk.send(new InvokeCommand({ FunctionName: 'work' }))).Payload);
  expect(await invoke()).toEqual(['1', '128', false]);

  const change = { FunctionName: 'work', MemorySize: 256, Timeout: 120 };
  expect(await sdk.send(new UpdateFunctionConfigurationCommand(change))).toMatchObject(change);
  expect(await invoke()).toEqual(['1', '256', true]);

  const Environment = { Variables: { A: '2' } };
  await sdk.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'work', Environment }));
  expect(await invoke()).toEqual(['2', '256', true]);
});

test.each<[object, string]>([
  [{ Timeout: 901 }, 'ValidationException'],
  [{ MemorySize: 64 }, 'ValidationException'],
  [{ Environment: { Variables: { AWS_REGION: 'x' } } }, 'InvalidParameterValueException'],
  [{ Layers: ['arn:aws:lambda:us-east-1:1:layer:x:1'] }, 'ValidationException'],
])('an update to %j is refused', async (change, name) => {
  const { sdk } = await givenWork(`exports.handler = async () => 1;`);
  const update = new UpdateFunctionConfigurationCommand({ FunctionName: 'work', ...change });

  await expect(sdk.send(update)).rejects.toMatchObject({ name });
});

test('functions are described and listed', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => 1;`);
  const configuration = {
    FunctionName: 'work',
    Runtime: 'nodejs24.x',
    Timeout: 3,
    MemorySize: 128,
    Environment: { Variables: { A: '1' } },
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
