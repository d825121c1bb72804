import { afterAll, beforeAll, expect, test } from 'vitest';
import * as given from '../given.ts';
import { isRefused, items } from '../then.ts';
import { ask } from '../when.ts';
import { deadLetters } from './deadLetters.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const MINUTES = 60_000;

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 100);
});
afterAll(async () => desk[Symbol.asyncDispose]());

const written = { data: { simulateRawEvent: true } };

test('an event that comes before its predecessor waits, and is then applied', async () => {
  const statuses = await when.follows(desk, tenant);
  expect(await when.writesRaw(desk, when.aRawEvent('order-early', 'ORDER_SHIPPED_EVENT'))).toEqual(written);
  await desk.cloud.settles();
  expect(await then.orderOf(desk.admin, 'order-early')).toBeNull();

  await when.places(desk, tenant, { orderId: 'order-early', lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  await desk.cloud.advance(20 * MINUTES);
  await desk.cloud.settles();

  expect(await then.orderOf(desk.admin, 'order-early')).toMatchObject({ status: 'SHIPPED' });
  expect(await then.deliveredStatuses(statuses, 'order-early')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_ACCEPTED',
    'SHIPPED',
  ]);
});

test('an unknown event is stored and ignored', async () => {
  const seen: string[] = [];
  const stop = desk.cloud.world.feed.subscribe(({ kind }) => void seen.push(kind));
  await when.writesRaw(
    desk,
    when.aRawEvent('order-odd', 'ORDER_TURNED_BLUE_EVENT', { orderId: 'order-odd' }),
  );
  await desk.cloud.settles();
  stop();
  expect(seen).not.toContain('event');
  expect(await items(desk, 'EVENTS#ORDER_ID#order-odd')).toHaveLength(1);
});

test('an event with invalid data is a dead letter with its reason, and does no harm', async () => {
  const before = await then.readState(desk);
  for (const garbage of [{}, { orderId: 7 }, { orderId: 'x'.repeat(100) }, { lines: 'none' }])
    await when.writesRaw(
      desk,
      when.aRawEvent(`garbage-${JSON.stringify(garbage).length}`, 'ORDER_PLACED_EVENT', garbage),
    );
  await desk.cloud.settles();
  expect(await then.readState(desk)).toEqual(before);
  const letters = await deadLetters(desk, ['SyncOrder']);
  for (const { attributes } of letters)
    expect(attributes).toMatchObject({
      ErrorCode: 'InvalidArgument',
      FailingStep: 'syncOrder',
      Reason: expect.stringMatching(/orderId|lines/),
    });
  expect(letters).toHaveLength(4);
});

test('an event that the state table forbids changes nothing', async () => {
  await when.places(desk, tenant, { orderId: 'order-short', lines: [when.aLine('lamp', 1000)] });
  await desk.cloud.settles();
  await when.writesRaw(desk, when.aRawEvent('order-short', 'ORDER_PAYMENT_ACCEPTED_EVENT'));
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-short')).toMatchObject({
    status: 'STOCK_DEPLETED',
    timeline: expect.arrayContaining([{ eventName: 'ORDER_PAYMENT_ACCEPTED_EVENT', applied: false }]),
  });
});

test('a raw ORDER_PLACED event makes an order as the mutation does', async () => {
  const lines = [{ sku: 'lamp', units: 2, priceCents: 250 }];
  const eventData = { orderId: 'order-raw', userId: tenant.id, lines };
  await when.writesRaw(desk, when.aRawEvent('order-raw', 'ORDER_PLACED_EVENT', eventData));
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-raw')).toMatchObject({ status: 'PAYMENT_ACCEPTED', amount: 5 });
});

test('only Admins write raw events, and never over an existing row', async () => {
  const RAW = 'mutation ($input: RawEventInput!) { simulateRawEvent(input: $input) }';
  const raw = { ...when.aRawEvent('order-own', 'ORDER_CANCELED_EVENT'), eventData: '{}' };
  expect((await ask(desk, tenant, RAW, { input: raw })).errors).toHaveLength(1);
  isRefused(
    await ask(desk, desk.admin, RAW, { input: { ...raw, pk: 'SKUS', sk: 'SKU#lamp' } }),
    'InvalidArgument',
  );
  expect(await when.writesRaw(desk, when.aRawEvent('order-own', 'ORDER_TURNED_BLUE_EVENT'))).toEqual(written);
  expect(await when.writesRaw(desk, when.aRawEvent('order-own', 'ORDER_TURNED_BLUE_EVENT'))).toEqual({
    data: { simulateRawEvent: false },
  });
});
