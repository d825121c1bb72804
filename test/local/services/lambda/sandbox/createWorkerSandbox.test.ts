import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { bundle, givenLambda, MOMENT } from '../givenLambda.ts';

test('code sees its deployed environment, Lambda’s own variables and nothing of the host', async () => {
  process.env['HOST_SECRET'] = 'hidden';
  const { invoke, call } = givenLambda(`exports.handler = async () => process.env;`, {
    environment: { TABLE: 'things', TZ: ':UTC' },
  });

  const { answer } = await invoke();
  delete process.env['HOST_SECRET'];

  const {
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    AWS_SESSION_TOKEN,
    LAMBDA_TASK_ROOT,
    AWS_LAMBDA_LOG_STREAM_NAME,
    ...rest
  } = answer;
  expect(AWS_ACCESS_KEY_ID).toMatch(/^ASIA[A-Z0-9]{16}$/);
  expect([
    AWS_SECRET_ACCESS_KEY,
    AWS_SESSION_TOKEN,
    LAMBDA_TASK_ROOT,
    AWS_LAMBDA_LOG_STREAM_NAME,
  ]).not.toContain(undefined);
  expect(rest).toEqual({
    TABLE: 'things',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: 'work',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/work',
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    _HANDLER: 'index.handler',
    _X_AMZN_TRACE_ID: expect.stringMatching(
      new RegExp(`^Root=${call.traceId};Parent=[0-9a-f]{16};Sampled=0$`),
    ),
  });
});

test('every line that code writes is recorded in the feed', async () => {
  const { invoke, records, call } = givenLambda(`
    console.log('loading');
    exports.handler = async () => { console.log('one %d', 1); console.error('two\\nthree'); process.stdout.write('unfinished'); };`);

  await invoke();

  const lines = records.filter((record) => record.kind === 'log');
  expect(lines.map(({ line }) => line)).toEqual(['loading', 'one 1', 'two', 'three', 'unfinished']);
  expect(lines[1]).toMatchObject({ source: 'work', traceId: call.traceId });
});

test('an ES module is loaded, and code without a package.json is CommonJS wherever it was deployed from', async () => {
  const esm = bundle({
    'index.mjs': `export const handler = async () => import.meta.url.endsWith('/index.mjs');`,
  });
  expect((await givenLambda('', { codePath: esm }).invoke()).answer).toBe(true);

  const inModulePackage = bundle({
    'package.json': '{"type":"module"}',
    'out/index.js': `exports.handler = async () => typeof require;`,
  });
  expect((await givenLambda('', { codePath: `${inModulePackage}/out` }).invoke()).answer).toBe('function');
});

test('a handler in a folder and inside an object is found', async () => {
  const codePath = bundle({ 'deep/er/work.js': `exports.things = { run: async () => 'found' };` });

  expect((await givenLambda('', { codePath, handler: 'deep/er/work.things.run' }).invoke()).answer).toBe(
    'found',
  );
});

test('the AWS SDK comes with the runtime, other packages do not', async () => {
  const withSdk = givenLambda(
    `const { SQSClient } = require('@aws-sdk/client-sqs'); exports.handler = async () => SQSClient.name;`,
  );
  expect((await withSdk.invoke()).answer).toBe('SQSClient');

  const withOther = givenLambda(`require('zod'); exports.handler = async () => 1;`);
  expect((await withOther.invoke()).answer).toMatchObject({
    errorType: 'Runtime.ImportModuleError',
    errorMessage: expect.stringContaining("Cannot find module 'zod'"),
  });
});

test('a handler may call back before Node.js 24', async () => {
  const source = `exports.handler = (event, context, callback) => { setTimeout(() => callback(event.fail ? new TypeError('no') : null, 'called'), 5); };`;
  const older = givenLambda(source, { runtime: 'nodejs22.x' });
  expect((await older.invoke({})).answer).toBe('called');
  expect((await older.invoke({ fail: true })).answer).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'no',
  });

  const newer = await givenLambda(source).invoke({});
  expect(newer.answer.errorType).toBe('Runtime.CallbackHandlerDeprecated');
});

test('a tracer inside a bundle neither fails nor writes', async () => {
  const [output] = buildSync({
    stdin: { contents: TRACED, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  }).outputFiles;
  const { invoke, lines } = givenLambda(output!.text, {
    environment: { POWERTOOLS_SERVICE_NAME: 'work' },
    timeoutMs: 20_000,
    memoryMb: 256,
  });

  const { answer } = await invoke();

  expect(answer).toMatch(/ECONNREFUSED|TimeoutError/);
  expect(lines()).toEqual([]);
});

const TRACED = `
  import { Tracer } from '@aws-lambda-powertools/tracer';
  import { SQSClient, ListQueuesCommand } from '@aws-sdk/client-sqs';
  const tracer = new Tracer();
  const client = tracer.captureAWSv3Client(new SQSClient({ maxAttempts: 1 }));
  export const handler = async () => {
    const segment = tracer.getSegment();
    const part = segment.addNewSubsegment('### handler');
    tracer.setSegment(part);
    tracer.annotateColdStart();
    tracer.addServiceNameAnnotation();
    try { await client.send(new ListQueuesCommand({})); } catch (error) { tracer.addErrorAsMetadata(error); return String(error.code ?? error.name); }
    finally { part.close(); tracer.setSegment(segment); }
  };`;

test('a sandbox in frozen time behaves the same for the same seed', async () => {
  const source = `
    const { randomBytes, randomInt, randomUUID } = require('node:crypto');
    exports.handler = async () => [Math.random(), randomUUID(), randomBytes(4).toString('hex'), randomInt(1000), crypto.randomUUID(),
      [...crypto.getRandomValues(new Uint8Array(4))], Date.now(), new Date().toISOString(), Date(), performance.now()];`;
  const draw = async (seed: number) =>
    (await givenLambda(source, { seed, frozenAt: MOMENT }).invoke()).answer;

  const drawn = await draw(1);
  expect(drawn).toEqual(await draw(1));
  expect(drawn[0]).not.toBe((await draw(2))[0]);
  expect(drawn[6]).toBe(MOMENT);
  expect(drawn[7]).toBe('2030-05-06T07:08:09.000Z');
});
