import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../../../letters/core/clients.ts';
import type { Letter } from '../../../letters/core/Letter.ts';
import { predict } from '../../../letters/dryRun/dryRun.ts';
import type { Prediction } from '../../../letters/dryRun/Prediction.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import * as given from '../../journeys/given.ts';
import * as orders from '../../journeys/orders/when.ts';
import * as when from '../../journeys/when.ts';
import {
  clientsOf,
  historyOf,
  queueOf,
  setEnvironment,
  setWorking,
  waitingLetters,
} from './waitingMessages.ts';

let desk: given.Frontdesk;
let clients: Clients;
let tenants: given.Person[];
let apartmentId: string;
const records: FeedRecord[] = [];

const WORKERS = [
  'CreateApartmentBooking',
  'PlaceOrder',
  'AllocateOrderStock',
  'ProcessOrderPayment',
  'SyncOrder',
] as const;
type Worker = (typeof WORKERS)[number];

beforeAll(async () => {
  desk = await given.frontdesk();
  clients = clientsOf(desk);
  desk.cloud.world.feed.subscribe((record) => void records.push(record));
  apartmentId = await desk.apartment();
  tenants = [await desk.tenant(), await desk.tenant()];
  await orders.hasRestocked(desk, 'lamp', 5);
  for (const worker of WORKERS) await setWorking(clients, queueOf(desk, worker), false);
});
afterAll(async () => desk[Symbol.asyncDispose]());

const sends = (worker: Worker, ...bodies: (object | string)[]) =>
  Promise.all(
    bodies.map((body) =>
      clients.sqs.send(
        new SendMessageCommand({
          QueueUrl: queueOf(desk, worker).url,
          MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    ),
  );

/** What waits for these workers. */
const waiting = async (...workers: Worker[]): Promise<Letter[]> =>
  (await Promise.all(workers.map((worker) => waitingLetters(clients, queueOf(desk, worker))))).flat();

const rows = async () =>
  (await clients.dynamodb.send(new ScanCommand({ TableName: desk.cloud.describe().tableName! }))).Items;

/** Predicts, and expects that nothing at all happened meanwhile in the cloud. */
async function predictsInVain(letters: readonly Letter[]): Promise<Prediction[]> {
  const before = { rows: await rows(), records: records.length };
  const predictions = await predict(clients, letters, { now: desk.cloud.world.clock.now });
  const since = records.slice(before.records).filter(({ kind }) => kind !== 'read');
  expect(since).toEqual([]);
  expect(await rows()).toEqual(before.rows);
  return predictions;
}

const wordsOf = ({ outcome, failures }: Prediction) => {
  if (outcome.kind === 'done') return `${failures.length} failures, done: ${outcome.word}`;
  if (outcome.kind === 'dead')
    return `${failures.length} failures, dead: ${outcome.errorCode}, ${outcome.reason}`;
  return JSON.stringify(outcome);
};

/**
 * What a dry run says of the messages that wait for these workers, and what then becomes of them: each is sent once those
 * before it are done, because a queue promises no order.
 */
async function predictedAndTrue(...workers: Worker[]) {
  const letters = await waiting(...workers);
  const predictions = await predictsInVain(letters);
  for (const worker of workers)
    await clients.sqs.send(new PurgeQueueCommand({ QueueUrl: queueOf(desk, worker).url }));
  for (const worker of workers) await setWorking(clients, queueOf(desk, worker), true);
  const ids: string[] = [];
  for (const { body, queue } of letters) {
    const { MessageId } = await clients.sqs.send(
      new SendMessageCommand({ QueueUrl: queue.sources[0]!.url, MessageBody: body }),
    );
    ids.push(MessageId!);
    await desk.cloud.settles();
  }
  await desk.cloud.advance(3 * 3600_000);
  const history = historyOf(records);
  return { predicted: predictions.map(wordsOf), happened: ids.map((id) => history.get(id)) };
}

test('requests come to what was predicted: stored, known already, or dead for what is wrong with them', async () => {
  const [anna, ben] = tenants;
  await when.books(desk, anna!, when.aStay(apartmentId));
  await when.books(desk, ben!, when.aStay(apartmentId));
  await orders.hasOffered(desk, 'lamp');
  await orders.places(desk, anna!, { orderId: 'order-1', lines: [orders.aLine('lamp', 2)] });
  await orders.places(desk, ben!, { orderId: 'order-2', lines: [orders.aLine('lamp', 4)] });
  await orders.places(desk, ben!, { orderId: 'order-3', lines: [orders.aLine('lamp', 1)] });
  const [stay] = await waiting('CreateApartmentBooking');
  const [order] = await waiting('PlaceOrder');
  const { userId: _none, ...olderSchema } = JSON.parse(stay!.body);
  await sends('CreateApartmentBooking', stay!.body, olderSchema, '{"torn":');
  await sends('CreateApartmentBooking', {
    ...JSON.parse(stay!.body),
    apartmentId: 'nowhere',
    bookingId: 'booking-9',
  });
  await sends('PlaceOrder', order!.body, { ...JSON.parse(order!.body), orderId: 'order-9' });

  const { predicted, happened } = await predictedAndTrue('CreateApartmentBooking', 'PlaceOrder');

  expect(predicted).toEqual(happened);
  const outcomes = predicted.map((words) => /(?:done|dead): \w+/.exec(words)?.[0]).sort();
  expect(outcomes).toEqual([
    'dead: InvalidArgument',
    'dead: InvalidArgument',
    'dead: NotFound',
    'dead: NotFound',
    'done: created',
    'done: created',
    'done: created',
    'done: duplicate',
    'done: duplicate',
    'done: pending',
    'done: pending',
  ]);
});

test('letters see what those before them did: one order finds too little stock', async () => {
  const { predicted, happened } = await predictedAndTrue('AllocateOrderStock');

  expect(predicted).toEqual(happened);
  expect(predicted.join()).toContain('STOCK_DEPLETED');
  expect(predicted.join()).toContain('STOCK_ALLOCATED');
});

test('charges fail, are tried again and end as the gateway then decides', async () => {
  await setEnvironment(clients, queueOf(desk, 'ProcessOrderPayment'), {
    PAYMENT_FAILURE_PERCENT: '70',
    PAYMENT_TIMEOUT_PERCENT: '10',
  });

  const { predicted, happened } = await predictedAndTrue('ProcessOrderPayment');

  expect(predicted).toEqual(happened);
  expect(predicted.join()).toMatch(/[1-9] failures, done: accepted/);
});

test('raw events wait for what never comes, and die of it', async () => {
  const admin = await given.signedInAgain(desk, desk.admin);
  for (const [orderId, eventName] of [
    ['order-1', 'ORDER_DELIVERED_EVENT'],
    ['order-8', 'ORDER_SHIPPED_EVENT'],
  ] as const)
    await orders.writesRaw({ ...desk, admin }, orders.aRawEvent(orderId, eventName));
  await desk.cloud.settles();

  const { predicted, happened } = await predictedAndTrue('SyncOrder');

  expect(predicted).toEqual(happened);
  expect(predicted[0]).toContain('8 failures, dead: StateConflict');
});
