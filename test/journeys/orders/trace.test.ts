import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAction } from '../../../local/platform/Call.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import * as given from '../given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 100);
});
afterAll(async () => desk[Symbol.asyncDispose]());

const call = () => ({ traceId: 'test', principal: desk.cloud.services.iam.principalOf(undefined) });
const tableName = () => desk.cloud.describe().tableName!;

/** What the feed has while some work is done and comes to rest. */
const recordsOf = async (work: () => Promise<unknown>) => {
  const records: FeedRecord[] = [];
  const stop = desk.cloud.world.feed.subscribe((record) => records.push(record));
  await work();
  await desk.cloud.settles();
  stop();
  return records;
};

/** The request of a field. */
const requestOf = (records: readonly FeedRecord[], field: string) =>
  records.find((record) => record.kind === 'request' && record.fields.includes(field));

/** The lines of log about an order: its step, and the trace that it names. */
const linesAbout = (records: readonly FeedRecord[], orderId: string) =>
  records
    .filter((record) => record.kind === 'log')
    .filter(({ line }) => line.startsWith('{') && line.includes(orderId))
    .map(({ line }) => JSON.parse(line) as { step: string; traceId?: string });

test('the lines of log of an order all name one trace, from mutation to subscription, although no stream carries one', async () => {
  await when.follows(desk, tenant);
  const records = await recordsOf(() =>
    when.places(desk, tenant, { orderId: 'order-traced', lines: [when.aLine('lamp')] }),
  );

  const request = requestOf(records, 'placeOrder');
  const lines = linesAbout(records, 'order-traced');
  expect([...new Set(lines.map(({ step }) => step))]).toEqual(
    expect.arrayContaining(['placeOrder', 'allocateOrderStock', 'processOrderPayment', 'publishOrderStatus']),
  );
  expect(new Set(lines.map(({ traceId }) => traceId))).toEqual(new Set([request!.traceId]));

  const events = records.filter(({ kind }) => kind === 'event');
  expect(events.length).toBeGreaterThan(2);
  expect(events.map(({ traceId }) => traceId)).not.toContain(request!.traceId);
});

test('an order that is shipped later belongs to the trace of whoever ships it', async () => {
  await when.places(desk, tenant, { orderId: 'order-shipped', lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  const records = await recordsOf(() => when.moves(desk, desk.caretaker, 'shipOrder', 'order-shipped'));
  const request = requestOf(records, 'shipOrder');
  expect(linesAbout(records, 'order-shipped').map(({ traceId }) => traceId)).toEqual([request!.traceId]);
});

test('an event row of an earlier version, which names no trace, is worked on and published all the same', async () => {
  const statuses = await when.follows(desk, tenant);
  await when.places(desk, tenant, { orderId: 'order-early', lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  const { actions } = desk.cloud.services.dynamodb;
  const Key = { pk: { S: 'EVENTS#ORDER_ID#order-early' }, sk: { S: 'EVENT#ORDER_CREATED_EVENT' } };
  const before = await then.stockOf(desk);

  const records = await recordsOf(() =>
    callAction(
      actions,
      'UpdateItem',
      { TableName: tableName(), Key, UpdateExpression: 'REMOVE traceId' },
      call(),
    ),
  );
  const lines = linesAbout(records, 'order-early');
  expect(lines.map(({ step }) => step).sort()).toEqual(['allocateOrderStock', 'publishOrderStatus']);
  expect(records.filter(({ kind }) => kind === 'failure')).toEqual([]);
  expect(await then.stockOf(desk)).toEqual(before);
  expect(await then.deliveredStatuses(statuses, 'order-early')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_ACCEPTED',
    'CREATED',
  ]);
});
