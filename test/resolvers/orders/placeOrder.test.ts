import { beforeEach, describe, expect, test } from 'vitest';
import { PlaceOrder } from '../../../model/orders/messages.ts';
import { userKey } from '../../../model/accounts/keys.ts';
import { orderEventKey, orderKey } from '../../../model/orders/keys.ts';
import { admin, otherTenant, startApi, tenant, today, type StartedApi } from '../startApi.ts';
import { offered, offerRow } from './rows.ts';

const place = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';
const orderId = 'order-1';
const line = { sku: 'lamp', units: 2, price: 19.99 };
const input = { orderId, lines: [line] };
const placedOn = `${today}T12:00:00.000Z`;
const priced = [{ sku: 'lamp', units: 2, priceCents: 1999, ...offered }];
const ticket = { id: orderId, status: 'QUEUED' };

const userRow = (id: string, enabled = true) => ({ ...userKey(id), id, enabled });
const storedOrder = (changes: object = {}) => ({
  ...orderKey(orderId),
  orderId,
  userId: 'tenant-1',
  lines: priced,
  ...changes,
});

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(userRow('tenant-1'), userRow('tenant-2'), userRow('disabled', false));
  await api.put(offerRow('lamp', 1999), offerRow('desk', 25_000));
});

const ticketFor = (changes: object = {}, caller = tenant) =>
  api.run(caller, place, { input: { ...input, ...changes } });
const refusalOf = (changes: object = {}, caller = tenant) =>
  api.refusal(caller, place, { input: { ...input, ...changes } });
const claims = () => api.rows('EVENT#');

test('an order is answered by a ticket, claimed by its event and queued', async () => {
  expect(await ticketFor()).toEqual(ticket);
  expect(await claims()).toEqual([
    {
      ...orderEventKey(orderId, 'ORDER_PLACED_EVENT'),
      orderId,
      eventName: 'ORDER_PLACED_EVENT',
      eventData: { orderId, userId: 'tenant-1', lines: priced, amountCents: 3998, updatedOn: placedOn },
      applied: true,
      claimId: expect.stringMatching(/^[0-9A-Z]{26}$/),
      ttl: Date.parse('2030-06-09T12:00:00Z') / 1000,
      __edb_e__: 'OrderEvent',
      __edb_v__: '1',
    },
  ]);
  const [message] = api.messages();
  expect(message).toEqual({ orderId, userId: 'tenant-1', lines: priced, placedOn });
  expect(PlaceOrder.parse(message)).toEqual(message);
});

describe('the same order again', () => {
  test('is answered by the same ticket, and queued as it was placed', async () => {
    await ticketFor();
    await api.world.clock.advance(1000);
    expect(await ticketFor()).toEqual(ticket);
    expect(await claims()).toHaveLength(1);
    expect(api.messages().map((message) => message.placedOn)).toEqual([placedOn, placedOn]);
  });

  test('at one instant, fifty times, is claimed once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ticketFor()));
    expect(answers).toEqual(Array.from({ length: 50 }, () => ticket));
    expect(await claims()).toHaveLength(1);
  });

  test('is answered from what is stored once its event is gone, and not queued', async () => {
    await api.put(storedOrder());
    expect(await ticketFor()).toEqual(ticket);
    expect(api.sent).toEqual([]);
    expect(await claims()).toEqual([]);
  });
});

describe('another order of the same id', () => {
  const others: [string, object, typeof tenant][] = [
    ['of other units', { lines: [{ ...line, units: 3 }] }, tenant],
    ['at another price', { lines: [{ ...line, price: 20 }] }, tenant],
    ['of another SKU', { lines: [{ ...line, sku: 'desk' }] }, tenant],
    ['of another SKU at its price', { lines: [{ sku: 'desk', units: 2, price: 250 }] }, tenant],
    ['of what nobody sells', { lines: [{ ...line, sku: 'sofa' }] }, tenant],
    ['of more', { lines: [line, line] }, tenant],
    ['of another person', {}, otherTenant],
  ];

  test.each(others)('%s is refused while the first is queued', async (_which, changes, caller) => {
    await ticketFor();
    expect(await refusalOf(changes, caller)).toMatchObject({
      count: 1,
      errorType: 'OrderConflict',
      errorInfo: { orderId },
    });
    expect(await claims()).toMatchObject([{ eventData: { userId: 'tenant-1', lines: priced } }]);
    expect(api.messages()).toHaveLength(1);
  });

  test.each(others)('%s is refused once the first is stored', async (_which, changes, caller) => {
    await api.put(storedOrder());
    expect(await refusalOf(changes, caller)).toMatchObject({ errorType: 'OrderConflict' });
    expect(await claims()).toEqual([]);
  });

  test('is refused at one instant: of two one is accepted', async () => {
    const answers = await Promise.allSettled([ticketFor(), ticketFor({}, otherTenant)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(api.messages()).toHaveLength(1);
  });
});

test('a raw event that no order took in does not claim an id', async () => {
  const raw = { ...orderEventKey(orderId, 'ORDER_PLACED_EVENT'), eventData: {}, applied: false };
  await api.put(raw);
  expect(await ticketFor()).toEqual(ticket);
  expect(await claims()).toMatchObject([{ applied: true, eventData: { userId: 'tenant-1' } }]);
});

describe('when SQS', () => {
  const refusing = async () => ({ status: 400, headers: {}, body: '{"__type":"QueueDoesNotExist"}' });

  test.each([
    ['refuses', refusing],
    ['fails', async () => ({ status: 503, headers: {}, body: '' })],
    ['cannot be reached', () => Promise.reject(new Error('connection refused'))],
  ])('%s, the claim is gone and the caller gets an error', async (_what, answer) => {
    api.sqs.answer = answer;
    expect(await refusalOf()).toMatchObject({ count: 1, errorType: 'QueueUnavailable' });
    expect(await claims()).toEqual([]);
  });

  test('refuses a repeated order, the claim of the first stays', async () => {
    await ticketFor();
    api.sqs.answer = refusing;
    expect(await refusalOf()).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await claims()).toHaveLength(1);
  });
});

describe('refused is', () => {
  const lines = (changes: object) => ({ lines: [line, { ...line, ...changes }] });

  test.each([
    ['an id too short', { orderId: 'abc' }, 'InvalidArgument', { argument: 'orderId' }],
    ['an id that forges a key', { orderId: 'a#bcd' }, 'InvalidArgument', { argument: 'orderId' }],
    ['nothing', { lines: [] }, 'InvalidArgument', { argument: 'lines' }],
    ['too many lines', { lines: Array(26).fill(line) }, 'InvalidArgument', { argument: 'lines' }],
    ['a SKU too short', lines({ sku: 'abc' }), 'InvalidArgument', { argument: 'lines[1].sku' }],
    ['a SKU that forges a key', lines({ sku: 'a#bcd' }), 'InvalidArgument', { argument: 'lines[1].sku' }],
    ['no unit', lines({ units: 0 }), 'InvalidArgument', { argument: 'lines[1].units' }],
    ['too many units', lines({ units: 1_000_001 }), 'InvalidArgument', { argument: 'lines[1].units' }],
    ['a price below zero', lines({ price: -0.01 }), 'InvalidArgument', { argument: 'lines[1].price' }],
    ['a price too high', lines({ price: 100_000.01 }), 'InvalidArgument', { argument: 'lines[1].price' }],
    ['half a cent', lines({ price: 0.005 }), 'InvalidArgument', { argument: 'lines[1].price' }],
    ['an order for another person', { userId: 'tenant-2' }, 'Forbidden', { userId: 'tenant-2' }],
  ])('%s', async (_what, changes, errorType, errorInfo) => {
    expect(await refusalOf(changes)).toMatchObject({ count: 1, errorType, errorInfo });
    expect(await claims()).toEqual([]);
    expect(api.sent).toEqual([]);
  });

  test('a person without an account, and one that is disabled', async () => {
    expect(await refusalOf({ userId: 'nobody' }, admin)).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { userId: 'nobody' },
    });
    expect(await refusalOf({ userId: 'disabled' }, admin)).toMatchObject({
      errorType: 'UserDisabled',
      errorInfo: { userId: 'disabled' },
    });
  });
});

test.each([
  [0, 0],
  [0.01, 1],
  [0.29, 29],
  [1.1, 110],
  [4.35, 435],
  [99_999.99, 9_999_999],
  [100_000, 10_000_000],
])('a price of %d is %d cents', async (price, priceCents) => {
  await api.put(offerRow('lamp', priceCents));
  await ticketFor({ lines: [{ ...line, price }] });
  expect(api.messages()).toMatchObject([{ lines: [{ priceCents }] }]);
});

test('twenty-five lines of a million units at the highest price are one exact amount', async () => {
  await api.put(offerRow('lamp', 10_000_000));
  await ticketFor({ lines: Array(25).fill({ sku: 'lamp', units: 1_000_000, price: 100_000 }) });
  expect(await claims()).toMatchObject([{ eventData: { amountCents: 250_000_000_000_000 } }]);
});

test('an Admin orders for another person', async () => {
  await ticketFor({ userId: 'tenant-2' }, admin);
  expect(api.messages()).toMatchObject([{ userId: 'tenant-2' }]);
});
