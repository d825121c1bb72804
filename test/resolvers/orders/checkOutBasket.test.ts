import { beforeEach, describe, expect, test } from 'vitest';
import { basketKey, openBasketKey } from '../../../model/baskets/keys.ts';
import { offerKey } from '../../../model/catalog/keys.ts';
import { orderEventKey, orderKey } from '../../../model/orders/keys.ts';
import { PlaceOrder } from '../../../model/orders/messages.ts';
import { documents, offerRow, startedBasket, startShop } from '../baskets/rows.ts';
import { admin, caretaker, tenant, today, type StartedApi } from '../startApi.ts';
import { checkOutsOf } from './checkOuts.ts';

const { START, ADD, READ, OPEN } = documents;

let api: StartedApi;
beforeEach(async () => {
  api = await startShop();
});

const { checksOut, refusalOf, placed, isOpen } = checkOutsOf(() => api);
const lamp = { productId: 'product-lamp', productVersion: 3, storeId: 'lobby' };
const chair = { ...lamp, productId: 'product-chair' };

test('a check-out ends the basket, frees the person’s claim, claims the order and queues it', async () => {
  const basket = await startedBasket(api, { lamp: 2, chair: 1 });
  expect(await checksOut(basket)).toEqual({ id: basket.id, status: 'QUEUED' });

  const lines = [
    { sku: 'chair', units: 1, priceCents: 5000, ...chair },
    { sku: 'lamp', units: 2, priceCents: 1999, ...lamp },
  ];
  const placedOn = `${today}T12:00:00.000Z`;
  const order = { orderId: basket.id, userId: 'tenant-1', lines, basketVersion: 3 };
  const stored = await api.row(basketKey(basket.id));
  expect(stored).toMatchObject({ status: 'CHECKED_OUT', version: 3 });
  expect(stored).not.toHaveProperty('gsi1pk');
  expect(await api.row(openBasketKey('tenant-1'))).toBeUndefined();
  expect(await placed()).toMatchObject([
    { ...orderEventKey(basket.id, 'ORDER_PLACED_EVENT'), claimId: expect.any(String) },
  ]);
  expect((await placed())[0].eventData).toEqual({ ...order, amountCents: 8998, updatedOn: placedOn });
  expect(api.messages()).toEqual([{ ...order, placedOn }]);
  expect(PlaceOrder.parse(api.messages()[0])).toEqual(api.messages()[0]);
  // Whoever places an order sends it to the same queue.
  expect(api.sent[0]!.body.QueueUrl).toMatch(/PlaceOrder/);
  expect(await api.rows('EVENT#BASKET_CHECKED_OUT')).toEqual([]);
  expect(await api.run(tenant, OPEN)).toBeNull();
});

test('what was ordered keeps its price, whatever the catalogue asks by now', async () => {
  const basket = await startedBasket(api, { lamp: 2 });
  await checksOut(basket);
  await api.put(offerRow('lamp', 9999));
  expect(await api.run(tenant, READ, { id: basket.id })).toMatchObject({
    status: 'CHECKED_OUT',
    amount: 39.98,
    items: [{ sku: 'lamp', price: 19.99 }],
  });
  await api.put({ ...orderKey(basket.id), lines: [{ sku: 'lamp', units: 2, priceCents: 1999 }] });
  expect(await api.run(tenant, READ, { id: basket.id })).toMatchObject({ amount: 39.98 });
});

describe('the same check-out again', () => {
  test('is answered by the same ticket, and queued as it was claimed', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    await checksOut(basket);
    await api.put(offerRow('lamp', 9999));
    await api.world.clock.advance(1000);
    expect(await checksOut(basket)).toEqual({ id: basket.id, status: 'QUEUED' });
    expect(await placed()).toHaveLength(1);
    expect(api.messages()[1]).toEqual(api.messages()[0]);
  });

  test('at one instant, fifty times, is claimed once', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => checksOut(basket)));
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([basket.id]));
    expect(await placed()).toHaveLength(1);
    expect(new Set(api.messages().map((message) => JSON.stringify(message))).size).toBe(1);
  });

  test('is answered from what is stored once the order is there, and not queued', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    await checksOut(basket);
    await api.put({ ...orderKey(basket.id), orderId: basket.id, amountCents: 1999, lines: [] });
    expect(await checksOut(basket)).toEqual({ id: basket.id, status: 'QUEUED' });
    expect(api.messages()).toHaveLength(1);
    expect(await refusalOf(basket, { expectedAmount: 1 })).toMatchObject({ errorType: 'StateConflict' });
  });

  test.each([
    ['another version', { version: 1 }],
    ['another amount', { expectedAmount: 20 }],
    ['another place', { deliverTo: 'flat' }],
  ])('with %s is none, and refused', async (_what, changes) => {
    const basket = await startedBasket(api, { lamp: 1 });
    await checksOut(basket);
    expect(await refusalOf(basket, changes)).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { status: 'CHECKED_OUT' },
    });
    expect(api.messages()).toHaveLength(1);
  });
});

describe('a basket that is not as it was seen', () => {
  test('because something was added, is refused with what it is now', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    await api.run(caretaker, ADD, { basketId: basket.id, sku: 'chair', units: 1 });
    expect(await refusalOf(basket)).toMatchObject({
      count: 1,
      errorType: 'BasketChanged',
      errorInfo: { version: 3, amount: 69.99 },
    });
    await isOpen({ ...basket, version: 3 });
  });

  test('because a price changed between look and check-out, is refused with the present amount', async () => {
    const basket = await startedBasket(api, { lamp: 2 });
    await api.put(offerRow('lamp', 2001));
    expect(await refusalOf(basket)).toMatchObject({
      errorType: 'BasketChanged',
      errorInfo: { version: 2, amount: 40.02 },
    });
    await isOpen(basket);
    expect(await checksOut({ ...basket, amount: 40.02 })).toMatchObject({ status: 'QUEUED' });
  });

  test('because it changes between two steps, is refused with what it is by then', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(tenant, ADD, { basketId: basket.id, sku: 'chair', units: 2 });
      return TransactWriteItems!(input, call);
    };
    expect(await refusalOf(basket)).toMatchObject({
      count: 1,
      errorType: 'BasketChanged',
      errorInfo: { version: 3, amount: 119.99 },
    });
    await isOpen({ ...basket, version: 3 });
  });

  test('because its last item was taken out between two steps, is refused as well', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(tenant, documents.REMOVE, { basketId: basket.id, sku: 'lamp' });
      return TransactWriteItems!(input, call);
    };
    expect(await refusalOf(basket)).toMatchObject({
      errorType: 'BasketChanged',
      errorInfo: { version: 3, amount: 0 },
    });
  });

  test.each([
    ['was removed', async () => api.tableActions.DeleteItem!(deletion('chair'), {} as never)],
    ['is of a store that takes no part', () => api.put(offerRow('chair', 5000, { participating: false }))],
  ])('because a product %s, is refused by its SKU', async (_what, happen) => {
    const basket = await startedBasket(api, { lamp: 1, chair: 1 });
    await happen();
    for (const expectedAmount of [69.99, 19.99])
      expect(await refusalOf(basket, { expectedAmount })).toMatchObject({
        errorType: 'NotOffered',
        errorInfo: { sku: 'chair' },
      });
    await isOpen(basket);
  });

  const deletion = (sku: string) => {
    const { pk, sk } = offerKey(sku);
    return { TableName: 'table', Key: { pk: { S: pk }, sk: { S: sk } } };
  };
});

describe('when SQS', () => {
  const refusing = async () => ({ status: 400, headers: {}, body: '{"__type":"QueueDoesNotExist"}' });

  test.each([
    ['refuses', refusing],
    ['fails', async () => ({ status: 503, headers: {}, body: '' })],
    ['cannot be reached', () => Promise.reject(new Error('connection refused'))],
  ])('%s, everything is as before, and the caller gets an error', async (_what, answer) => {
    const basket = await startedBasket(api, { lamp: 1 });
    api.sqs.answer = answer;
    const before = await api.rows();
    expect(await refusalOf(basket)).toMatchObject({ count: 1, errorType: 'QueueUnavailable' });
    await isOpen(basket);
    expect(await api.rows()).toEqual(before);
    api.sqs.answer = async () => ({ status: 200, headers: {}, body: '{}' });
    expect(await checksOut(basket)).toMatchObject({ status: 'QUEUED' });
  });

  test('refuses a repeated one, the first stays', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    await checksOut(basket);
    api.sqs.answer = refusing;
    expect(await refusalOf(basket)).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await placed()).toHaveLength(1);
    expect(await api.row(basketKey(basket.id))).toMatchObject({ status: 'CHECKED_OUT' });
  });

  test('refuses it once the person has started another basket, it stays, and the same check-out queues it', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    let other = '';
    api.sqs.answer = async () => {
      ({ id: other } = await api.run(tenant, START));
      return refusing();
    };
    expect(await refusalOf(basket)).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await api.run(tenant, OPEN)).toMatchObject({ id: other });
    expect(await api.row(basketKey(basket.id))).toMatchObject({ status: 'CHECKED_OUT' });
    api.sqs.answer = async () => ({ status: 200, headers: {}, body: '{}' });
    expect(await checksOut(basket)).toMatchObject({ id: basket.id, status: 'QUEUED' });
    expect(api.messages().at(-1)).toMatchObject({ orderId: basket.id });
  });
});

test.each([
  ['a caretaker', caretaker],
  ['an Admin', admin],
])('%s checks out a resident’s basket at the desk', async (_who, staff) => {
  const basket = await startedBasket(api, { lamp: 1 });
  await checksOut(basket, {}, staff);
  expect(api.messages()).toMatchObject([{ userId: 'tenant-1' }]);
});
