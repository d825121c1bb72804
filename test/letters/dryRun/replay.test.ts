import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Clients } from '../../../letters/core/clients.ts';
import { createFileHistory } from '../../../letters/core/fileHistory.ts';
import { findHome } from '../../../letters/core/findHome.ts';
import { redrive } from '../../../letters/core/redrive.ts';
import {
  createBusHomes,
  createSource,
  findRulesTo,
  letterForBus,
  letterOfEvent,
  startArchiveReplay,
} from '../../../letters/core/replay.ts';
import { newRun, type Run } from '../../../letters/core/runs.ts';
import { readStoredEvents, type StoredEvent } from '../../../letters/core/storedEvents.ts';
import { predict } from '../../../letters/dryRun/dryRun.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import * as given from '../../journeys/given.ts';
import * as orders from '../../journeys/orders/when.ts';
import { givenUpOn } from './givenUpOn.ts';
import { clientsOf, historyOf, letterTo, queueOf, setWorking, waitingLetters } from './waitingMessages.ts';

let desk: given.Frontdesk;
let clients: Clients;
let tenant: given.Person;
const records: FeedRecord[] = [];

/** Orders whose events reached the queue of stock and were lost there. */
beforeAll(async () => {
  desk = await given.frontdesk();
  clients = clientsOf(desk);
  desk.cloud.world.feed.subscribe((record) => void records.push(record));
  tenant = await desk.tenant();
  await orders.hasRestocked(desk, 'lamp', 100);
});
afterAll(async () => desk[Symbol.asyncDispose]());

const stock = () => queueOf(desk, 'AllocateOrderStock');
const table = () => desk.cloud.describe().tableName!;

async function losesOrders(...orderIds: string[]) {
  await setWorking(clients, stock(), false);
  for (const orderId of orderIds) {
    await orders.places(desk, tenant, { orderId, lines: [orders.aLine('lamp')] });
    await desk.cloud.settles();
  }
  const lost = await waitingLetters(clients, stock());
  for (const { receiptHandle: ReceiptHandle } of lost)
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl: stock().url, ReceiptHandle }));
  await setWorking(clients, stock(), true);
  return lost;
}

/** The status of an order, as its events tell it. */
const statusesOf = async (orderId: string) => {
  const { events } = await readStoredEvents(clients, table(), {
    entity: { type: 'ORDER', id: orderId },
    limit: 100,
  });
  return events.map(({ event }) => event.detailType);
};

const ask = {
  ramp: [1],
  deathLimit: { count: 1 },
  maxRedrives: 3,
  released: [],
  settleSeconds: 0,
  settleLimitSeconds: 0,
};

/** Replays events as the command does: to the worker, or to their bus. */
async function replays(stored: readonly StoredEvent[], { toBus = false } = {}): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const history = createFileHistory(join(folder, 'history.jsonl'));
  const { now } = desk.cloud.world.clock;
  const { deadLetterUrl: url } = desk.cloud.describe().queues['AllocateOrderStock']!;
  const worker = stock();
  const dead = {
    name: url.split('/').at(-1)!,
    url,
    arn: worker.arn.replace(worker.name, url.split('/').at(-1)!),
    sources: [worker],
    tags: {},
  };
  const rules = await findRulesTo(clients, stored[0]!.bus, worker);
  const letters = toBus
    ? stored.map((each) => letterForBus(each, dead, now()))
    : (
        await Promise.all(
          stored.map((each) => letterOfEvent(clients, each, { queue: dead, worker, rules, now: now() })),
        )
      ).flatMap((each) => each ?? []);
  const run = newRun(now(), 'a1', {
    action: 'REDRIVE',
    queue: dead,
    by: 'anna',
    reason: 'lost',
    planned: letters.length,
    redrive: ask,
  });
  return redrive(run, {
    clients,
    clock: { now, pause: async () => desk.cloud.advance(1000) },
    history,
    holder: { name: 'test', isGone: () => false, now },
    queue: dead,
    source: createSource(letters),
    matches: () => false,
    homeOf: toBus ? createBusHomes(clients, stored) : async () => worker,
  });
}

test('an event of a row is the event that the pipe announced, and the message that the rule made of it', async () => {
  const [lost] = await losesOrders('order-1');
  const { events, complete } = await readStoredEvents(clients, table(), {
    names: ['ORDER_CREATED_EVENT'],
    from: '2027-01-20T00:00:00.000Z',
    until: '2027-01-21T00:00:00.000Z',
    limit: 10,
  });
  expect([events.length, complete]).toEqual([1, true]);
  const worker = stock();
  const rules = await findRulesTo(clients, events[0]!.bus, worker);
  const target = {
    queue: { ...worker, sources: [worker], tags: {} },
    worker,
    rules,
    now: desk.cloud.world.clock.now(),
  };

  const letter = await letterOfEvent(clients, events[0]!, target);

  const { id: _one, ...made } = JSON.parse(letter!.body);
  const { id: _other, ...delivered } = JSON.parse(lost!.body);
  expect(made).toEqual(delivered);
  expect(Object.keys(made)).toEqual(Object.keys(delivered));
  expect(await predict(clients, [letter!], { now: desk.cloud.world.clock.now })).toMatchObject([
    { outcome: { kind: 'done', word: 'STOCK_ALLOCATED' } },
  ]);
});

test('lost events are replayed to one worker, and a second time change nothing', async () => {
  await losesOrders('order-2', 'order-3');
  const { events } = await readStoredEvents(clients, table(), {
    entity: { type: 'ORDER', id: 'order-2' },
    limit: 10,
  });
  // That it was placed is none of the worker's business.
  expect(events.map(({ event }) => event.detailType)).toEqual(['ORDER_CREATED_EVENT']);

  expect(await replays(events)).toMatchObject({ status: 'DONE', counts: { SENT: 1 } });
  await desk.cloud.settles();
  expect(await statusesOf('order-2')).toContain('ORDER_PAYMENT_ACCEPTED_EVENT');
  expect(await statusesOf('order-3')).toEqual(['ORDER_CREATED_EVENT']);

  const before = await statusesOf('order-2');
  await replays(events);
  await desk.cloud.settles();
  expect(await statusesOf('order-2')).toEqual(before);
  expect([...historyOf(records).values()].at(-1)).toMatch(/0 failures, done: movedOn/);
});

test('lost events are announced to all again', async () => {
  await losesOrders('order-4');
  const { events } = await readStoredEvents(clients, table(), {
    entity: { type: 'ORDER', id: 'order-4' },
    limit: 10,
  });
  expect(await replays(events, { toBus: true })).toMatchObject({ status: 'DONE', counts: { SENT: 1 } });
  await desk.cloud.settles();
  expect(await statusesOf('order-4')).toContain('ORDER_PAYMENT_ACCEPTED_EVENT');
});

test('lost events are announced again from the archive of their bus', async () => {
  await losesOrders('order-5');
  const { events } = await readStoredEvents(clients, table(), {
    entity: { type: 'ORDER', id: 'order-5' },
    limit: 1,
  });
  await startArchiveReplay(clients, {
    name: 'lost',
    bus: events[0]!.bus,
    from: '2027-01-20T00:00:00.000Z',
    until: '2027-01-22T00:00:00.000Z',
    rules: [],
  });
  await desk.cloud.advance(1000);
  await desk.cloud.settles();
  expect(await statusesOf('order-5')).toContain('ORDER_PAYMENT_ACCEPTED_EVENT');
});

test('an undelivered event goes to the queue that missed it, or to its bus', async () => {
  const [lost] = await losesOrders('order-6');
  const { events } = await readStoredEvents(clients, table(), {
    entity: { type: 'ORDER', id: 'order-6' },
    limit: 1,
  });
  const { bus } = events[0]!;
  const undelivered = (targetArn: string) => ({
    ...letterTo(stock(), lost!.body, {
      attributes: {
        TARGET_ARN: { dataType: 'String', stringValue: targetArn },
        RULE_ARN: {
          dataType: 'String',
          stringValue: `arn:aws:events:us-east-1:000000000000:rule/${bus}/a-rule`,
        },
      },
    }),
  });

  expect(await findHome(clients, undelivered(stock().arn))).toEqual({ kind: 'queue', queue: stock() });
  const { time } = JSON.parse(lost!.body);
  expect(
    await findHome(clients, undelivered('arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/x')),
  ).toEqual({
    kind: 'bus',
    bus,
    events: [{ ...events[0]!.event, time }],
  });
  expect(await findHome(clients, undelivered('arn:aws:sqs:us-east-1:000000000000:gone'))).toEqual({
    kind: 'none',
    why: 'Its queue gone is gone: say where the letter goes with --destination.',
  });
});

test('stream records are fetched by their place while the stream holds them, and announced', async () => {
  await losesOrders('order-7');
  const letter = await givenUpOn(clients, table(), 'order-7');

  const home = await findHome(clients, letter);
  expect(home).toMatchObject({ kind: 'bus', events: [{ detailType: 'ORDER_CREATED_EVENT' }] });

  await desk.cloud.advance(25 * 3600_000);
  await orders.restocks(desk, 'other', 1);
  await desk.cloud.settles();
  expect(await findHome(clients, letter)).toEqual({
    kind: 'none',
    why: expect.stringMatching(
      /^Its stream, which keeps 24 hours, holds the records no more: .* with replay --from /,
    ),
  });
});
