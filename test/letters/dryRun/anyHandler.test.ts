import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Clients } from '../../../letters/core/clients.ts';
import type { Letter } from '../../../letters/core/Letter.ts';
import { predict } from '../../../letters/dryRun/dryRun.ts';
import * as given from '../../journeys/given.ts';
import { allocated, AMOUNT, orderRow, progressRow } from '../../lambda-fns/payments/startOrderPayments.ts';
import { clientsOf, letterTo, queueOf, setEnvironment } from './waitingMessages.ts';

let desk: given.Frontdesk;
let clients: Clients;

beforeAll(async () => {
  desk = await given.frontdesk();
  clients = clientsOf(desk);
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** A folder with this code as its handler, which is gone after the test. */
function codeOf(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'handler-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'index.js'), source);
  return folder;
}

const letterOf = (body: object, id = 'letter-1'): Letter =>
  letterTo(queueOf(desk, 'ProcessOrderPayment'), JSON.stringify(body), { id });

const predictWith = (code: string, letters = [letterOf({})], more: object = {}) =>
  predict(clients, letters, { now: desk.cloud.world.clock.now, code, ...more });

test.each([
  [
    'waits for ever',
    'await new Promise((done) => setTimeout(done, 1e8))',
    'TimedOut',
    'Task timed out after 60.00 seconds',
  ],
  [
    'takes all memory',
    'for (const all = []; ; ) all.push(new Array(3e7).fill(1))',
    'OutOfMemory',
    'Runtime exited with error: signal: ',
  ],
  ['ends its process', 'process.exit(3)', 'Crashed', 'Runtime exited with error: exit status 3'],
])(
  'a handler that %s is predicted as killed, and the next letter runs in a new one',
  async (_, act, errorCode, reason) => {
    const code = codeOf(
      `exports.handler = async ({ Records: [{ body }] }) => { if (JSON.parse(body).poison) { ${act}; } return { batchItemFailures: [] }; };`,
    );

    const predictions = await predictWith(code, [letterOf({ poison: true }), letterOf({}, 'letter-2')]);

    expect(predictions).toMatchObject([
      { outcome: { kind: 'dead', deathClass: 'KILLED', errorCode, reason: expect.stringContaining(reason) } },
      { outcome: { kind: 'done', word: '' }, failures: [] },
    ]);
  },
);

test('a handler that throws is tried as often as its queue delivers', async () => {
  const [prediction] = await predictWith(codeOf("exports.handler = async () => { throw new Error('no') };"));
  expect(prediction).toMatchObject({
    outcome: { kind: 'dead', deathClass: 'EXHAUSTED', errorCode: 'Unknown', reason: 'no' },
    failures: Array(9).fill('no'),
  });
});

test('what a handler would ask of others is said, and nobody is asked', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const code = codeOf(`exports.handler = async () => {
    await fetch('http://127.0.0.1:${port}/charge').catch(() => undefined);
    await new Promise((done) => require('node:net').connect('/run/any.sock').on('error', done));
  };`);

  const [prediction] = await predictWith(code);

  expect(asked).toEqual([]);
  expect(prediction?.outcome).toEqual({ kind: 'unknown', why: `127.0.0.1:${port}; /run/any.sock` });
});

test('a handler has no credentials, writes no files and starts no processes', async () => {
  const harm = join(tmpdir(), 'harm');
  const code = codeOf(`exports.handler = async () => {
    const found = { key: process.env.AWS_ACCESS_KEY_ID, token: process.env.AWS_SESSION_TOKEN, home: process.env.HOME };
    const tries = [() => require('node:child_process').execSync('id'), () => require('node:fs').writeFileSync('${harm}', '')];
    const codes = tries.map((act) => { try { act(); return 'done'; } catch (error) { return error.code; } });
    throw new Error(JSON.stringify({ found, codes }));
  };`);

  const [prediction] = await predictWith(code);

  expect(JSON.parse(prediction!.failures[0]!)).toEqual({
    found: { key: 'dryrun' },
    codes: ['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED'],
  });
  const writes = codeOf(`exports.handler = async () => require('node:fs').writeFileSync('${harm}', '');`);
  expect(await predictWith(writes)).toMatchObject([
    { outcome: { kind: 'unknown', why: 'to write files or start processes' } },
  ]);
});

test('a charge at Stripe is not made, and what would be charged is said', async () => {
  const folder = codeOf('');
  buildSync({
    entryPoints: ['lambda-fns/payments/processOrderPayment.ts'],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
    define: { BUNDLED_GATEWAY: '"stripe"' },
  });
  await setEnvironment(clients, queueOf(desk, 'ProcessOrderPayment'), {
    PAYMENT_GATEWAY: 'stripe',
    STRIPE_SECRET_ARN: 'stripe-key',
    STRIPE_TEST_PAYMENT_METHOD: 'pm_card_visa',
  });
  const { tableName: TableName } = desk.cloud.describe();
  for (const Item of [orderRow(AMOUNT), progressRow()])
    await clients.dynamodb.send(new PutCommand({ TableName: TableName!, Item }));

  const [prediction] = await predictWith(folder, [letterOf(allocated(AMOUNT))]);

  expect(prediction?.outcome).toEqual({
    kind: 'unknown',
    why: 'the secret stripe-key; Stripe: POST /v1/payment_intents amount=12500 currency=eur capture_method=automatic',
  });
});

test('code that is not there, and a queue without a function, are said in a sentence', async () => {
  const nowhere = join(tmpdir(), 'nowhere');
  expect(await predictWith(nowhere)).toMatchObject([
    { outcome: { kind: 'unknown', why: expect.stringContaining('cannot be read: ENOENT') } },
  ]);
  const { queue, ...letter } = letterOf({});
  const orphan = {
    ...letter,
    queue: { ...queue, sources: [{ ...queue.sources[0]!, arn: `${queue.arn}-other` }] },
  };
  expect(await predict(clients, [orphan], { now: desk.cloud.world.clock.now })).toMatchObject([
    { outcome: { kind: 'unknown', why: expect.stringMatching(/^No Lambda function reads .*\.$/) } },
  ]);
});

test('a run that is stopped leaves out what it has not predicted', async () => {
  const stop = new AbortController();
  const code = codeOf('exports.handler = async () => ({ batchItemFailures: [] });');
  const letters = [letterOf({}, 'letter-1'), letterOf({}, 'letter-2')];
  const predictions = await predictWith(code, letters, { stop: stop.signal, onProgress: () => stop.abort() });
  expect(predictions.map(({ letter }) => letter.id)).toEqual(['letter-1']);
});
