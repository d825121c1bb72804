import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../../../letters/core/clients.ts';
import * as given from '../../journeys/given.ts';
import * as orders from '../../journeys/orders/when.ts';
import { runLetters } from '../startQueues.ts';
import { clientsOf, queueOf, setWorking, waitingLetters } from './waitingMessages.ts';

let desk: given.Frontdesk;
let clients: Clients;
const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const account = ['--because', 'lost', '--by', 'ann', '--history', join(folder, 'history.jsonl')];

/** Two letters that die again, one whose cause is mended, and an order whose event was lost. */
beforeAll(async () => {
  desk = await given.frontdesk();
  clients = clientsOf(desk);
  const tenant = await desk.tenant();
  await orders.hasRestocked(desk, 'lamp', 10);
  await setWorking(clients, queueOf(desk, 'AllocateOrderStock'), false);
  for (const MessageBody of ['{"orderId":"order-1"}', '{"orderId":"order-2"}'])
    await clients.sqs.send(
      new SendMessageCommand({ QueueUrl: queueOf(desk, 'PlaceOrder').url, MessageBody }),
    );
  await orders.places(desk, tenant, { orderId: 'order-3', lines: [orders.aLine('lamp')] });
  await desk.cloud.settles();
  await desk.cloud.advance(60_000);
  const { url: QueueUrl } = queueOf(desk, 'AllocateOrderStock');
  for (const { receiptHandle: ReceiptHandle } of await waitingLetters(
    clients,
    queueOf(desk, 'AllocateOrderStock'),
  ))
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  await setWorking(clients, queueOf(desk, 'AllocateOrderStock'), true);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await desk[Symbol.asyncDispose]();
});

const letters = (args: readonly string[], answers?: readonly string[]) => {
  const { clock } = desk.cloud.world;
  const pausing = {
    now: () => clock.now(),
    pause: (ms: number) => desk.cloud.advance(ms),
    advance: desk.cloud.advance,
  };
  return runLetters([...args, '--region', 'us-east-1'], {
    url: desk.cloud.awsEndpointUrl,
    clock: pausing as never,
    ...(answers && { answers }),
  });
};

test('dry-run groups what letters would come to, and ends with 3 where some would die again', async () => {
  const { stdout, exitCode } = await letters(['dry-run', 'placeOrder']);
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/LETTERS +QUEUE +WOULD BE +SUCH AS +BECAUSE/);
  expect(stdout).toMatch(/2 {2}placeOrder {2}dead: InvalidArgument {2}[\da-f]{8} {2}userId/);
  expect(stdout).toContain('2 would die again. Nothing was written.');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);

  const { json } = await letters(['dry-run', 'placeOrder', '--json']);
  expect(json()).toMatchObject({
    letters: 2,
    wouldDie: 2,
    predictions: [
      { outcome: { kind: 'dead', deathClass: 'PERMANENT', errorCode: 'InvalidArgument' }, failures: [] },
      {},
    ],
  });
});

test('dry-run says of code that is not there that nothing can be predicted', async () => {
  const missing = await letters(['dry-run', 'placeOrder', '--code', join(folder, 'nothing')]);
  expect([missing.stdout, missing.exitCode]).toEqual([expect.stringContaining('2 cannot be predicted'), 0]);
});

test('replay predicts what events would come to, then sends them, and says so in the history', async () => {
  const chosen = ['replay', 'allocateOrderStock', '--entity', 'ORDER:order-3'];
  const predicted = await letters([...chosen, '--dry-run']);
  expect(predicted.stdout).toContain('done: STOCK_ALLOCATED');
  expect(predicted.exitCode).toBe(0);

  const replayed = await letters([...chosen, ...account], ['y']);
  expect(replayed.stderr).toContain('1 event(s)');
  expect(replayed.stdout).toMatch(/^DONE Sent 1 of 1 letters\.\nSee it with: letters history /);
  await desk.cloud.settles();
  const again = await letters([...chosen, '--dry-run']);
  expect(again.stdout).toContain('done: movedOn');

  const { stdout } = await letters(['history', ...account.slice(-2)]);
  expect(stdout).toMatch(/REPLAY +DONE +1 +ann/);
});

test('replay says which events nobody follows, and what is missing of its arguments', async () => {
  const nobody = await letters(['replay', 'refundCanceledOrder', '--entity', 'ORDER:order-3', '--dry-run']);
  expect(nobody.stdout).toBe('No events.\n');
  expect(nobody.stderr).toMatch(/event\(s\) are none that refundCanceledOrder follows\./);
  for (const [args, sentence] of [
    [['replay'], 'Name one worker, or say --all.'],
    [['replay', 'payBooking', '--all'], 'Name one worker, or say --all.'],
    [['replay', '--all'], 'Say which events:'],
    [['replay', '--all', '--entity', 'order-3'], 'give a type and an id, such as ORDER:O1.'],
    [['replay', '--all', '--entity', 'LAMP:1'], 'LAMP has no events.'],
    [['replay', '--all', '--from', 'yesterday'], '--from is "yesterday"'],
    [
      ['replay', '--all', '--archive', '--name', 'X', '--from', '2h'],
      '--archive takes a time, and nothing else',
    ],
  ] as const) {
    const { stderr, exitCode } = await letters(args);
    expect([stderr, exitCode]).toEqual([expect.stringContaining(sentence), 2]);
  }
});

test('replay leaves a time to the archive, and the history says so', async () => {
  const { stdout, exitCode } = await letters([
    'replay',
    '--all',
    '--archive',
    '--from',
    '2h',
    '--yes',
    ...account,
  ]);
  expect([stdout, exitCode]).toEqual([
    expect.stringMatching(/^DONE EventBridge replays \S+ as \S+: \w+\./),
    0,
  ]);
});
