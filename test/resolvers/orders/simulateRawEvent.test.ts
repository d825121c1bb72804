import { beforeEach, describe, expect, test } from 'vitest';
import { productEventNames, storeEventNames } from '../../../model/catalog/events.ts';
import { productKey, storeKey } from '../../../model/catalog/keys.ts';
import { orderEventNames } from '../../../model/orders/events.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { admin, caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';

const simulate = 'mutation ($input: RawEventInput!) { simulateRawEvent(input: $input) }';
const sku = { pk: 'EVENTS#SKU#lamp', sk: 'EVENT#SKU_RESTOCKED_EVENT#LOT_ID#lot1' };
const restock = {
  ...sku,
  eventName: 'SKU_RESTOCKED_EVENT',
  eventData: '{"sku":"lamp","units":-3,"more":{"deep":[1,null,true]}}',
};

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

const wrote = (changes: object = {}) => api.run(admin, simulate, { input: { ...restock, ...changes } });

test('a raw event is written as it is, for as long as events are kept', async () => {
  expect(await wrote()).toBe(true);
  expect(await api.rows()).toEqual([
    {
      ...sku,
      eventName: 'SKU_RESTOCKED_EVENT',
      eventData: { sku: 'lamp', units: -3, more: { deep: [1, null, true] } },
      applied: true,
      ttl: Date.parse('2030-06-09T12:00:00Z') / 1000,
    },
  ]);
});

test('a row that is there stays, and the same again is not written either', async () => {
  await wrote();
  expect(await wrote()).toBe(false);
  expect(await wrote({ eventName: 'OTHER_EVENT' })).toBe(false);
  expect(await api.rows()).toMatchObject([{ eventName: 'SKU_RESTOCKED_EVENT' }]);
});

describe('an order has yet to apply', () => {
  test.each(['ORDER_PLACED_EVENT', ...orderEventNames])('a raw %s', async (eventName) => {
    expect(await wrote({ ...orderEventKey('order-1', eventName), eventName })).toBe(true);
    expect(await api.rows()).toMatchObject([{ eventName, applied: false }]);
  });

  test('one that lies elsewhere, and another name under its key', async () => {
    await wrote({ eventName: 'ORDER_CREATED_EVENT' });
    await wrote({ ...orderEventKey('order-1', 'ORDER_PLACED_EVENT'), eventName: 'BOOKING_PAID_EVENT' });
    expect(await api.rows()).toMatchObject([{ applied: false }, { applied: false }]);
  });
});

test.each(['SKU_RESTOCKED_EVENT', 'BOOKING_APPROVED_EVENT', 'NOBODY_KNOWS_IT'])(
  'a raw %s is announced like any other',
  async (eventName) => {
    await wrote({ eventName });
    expect(await api.rows()).toMatchObject([{ eventName, applied: true }]);
  },
);

test.each([...storeEventNames, ...productEventNames])(
  'a raw %s is stored, and announced to nobody',
  async (eventName) => {
    await wrote({ eventName });
    expect(await api.rows()).toMatchObject([{ eventName, applied: false }]);
  },
);

describe('refused is', () => {
  test.each([
    ['an event of a store', { pk: storeKey('store-1').pk, sk: 'EVENT#00000002' }, 'pk'],
    ['an event of a product', { pk: productKey('product-1').pk, sk: 'EVENT#00000002' }, 'pk'],
    ['the state of a product', { ...productKey('product-1') }, 'pk'],
    ['an offer', { pk: 'OFFER#lamp', sk: 'OFFER' }, 'pk'],
    ['a row that is no event', { sk: 'ORDER' }, 'sk'],
    ['a row of an account', { pk: 'USER#tenant-1', sk: 'USER' }, 'pk'],
    ['an event elsewhere', { pk: 'USER#tenant-1' }, 'pk'],
    ['no key', { pk: '' }, 'pk'],
    ['a key too long', { sk: `EVENT#${'x'.repeat(400)}` }, 'sk'],
    ['no name', { eventName: '' }, 'eventName'],
    ['a name too long', { eventName: 'x'.repeat(129) }, 'eventName'],
    ['a list', { eventData: '[{"a":1}]' }, 'eventData'],
    ['a text', { eventData: '"{}"' }, 'eventData'],
    ['null', { eventData: 'null' }, 'eventData'],
    ['a number DynamoDB cannot hold', { eventData: '{"a":1e300}' }, 'eventData'],
    ['data too long', { eventData: JSON.stringify({ a: 'x'.repeat(40_000) }) }, 'eventData'],
  ])('%s', async (_what, changes, argument) => {
    const refusal = await api.refusal(admin, simulate, { input: { ...restock, ...changes } });
    expect(refusal).toMatchObject({ count: 1, errorType: 'InvalidArgument', errorInfo: { argument } });
    expect(await api.rows()).toEqual([]);
  });

  test.each([
    ['a tenant', tenant],
    ['a Caretaker', caretaker],
  ])('%s', async (_who, caller) => {
    expect(await api.refusal(caller, simulate, { input: restock })).toMatchObject({
      errorType: 'Unauthorized',
    });
    expect(await api.rows()).toEqual([]);
  });
});
