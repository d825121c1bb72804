import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventRow, lines, message, orderRow, progressRow, rawRow, orderEventData } from '../orders/rows.ts';
import type { Row } from '../startBackend.ts';
import { skuRow } from './rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

let backend: StartedInventory;

beforeEach(async () => {
  backend = await startInventory();
});
afterEach(() => backend.close());

const created = (changes: Row = {}) => {
  const { amountCents } = orderRow(changes);
  return message('ORDER_CREATED_EVENT', orderEventData({ lines, amountCents, ...changes }));
};

const consume = (...bodies: unknown[]) => backend.consume('allocateOrderStock', ...bodies);

/** Delivers an order's creation while so much is on hand. */
const allocate = async (stock: Record<string, number>, changes: Row = {}) => {
  await backend.put(orderRow(changes), ...Object.entries(stock).map(([sku, units]) => skuRow(sku, units)));
  return consume(created(changes));
};

describe('with enough in stock', () => {
  test('all lines leave it and are held for the order, which says so', async () => {
    expect(await allocate({ chair: 2, table: 5 })).toEqual({ batchItemFailures: [] });

    expect(await backend.onHand()).toEqual({ chair: 0, table: 4 });
    expect(await backend.progress()).toMatchObject({
      orderId: 'order-1',
      status: 'STOCK_ALLOCATED',
      stock: 'HELD',
    });
    const { lines: _lines, ...rest } = orderEventData({ status: 'STOCK_ALLOCATED', stock: 'HELD' });
    expect(await backend.events()).toMatchObject([
      {
        sk: 'EVENT#ORDER_STOCK_ALLOCATED_EVENT',
        applied: true,
        eventData: { ...rest, updatedOn: expect.any(String) },
      },
    ]);
    expect((await backend.events())[0]!.eventData).not.toHaveProperty('lines');
  });

  test('lines that name a product are those that are stored, or the event is not the order’s', async () => {
    const ofCatalogue = lines.map((line) => ({
      ...line,
      productId: 'product-1',
      productVersion: 12,
      storeId: 'store-1',
    }));
    await allocate({ chair: 10, table: 10 }, { lines: [ofCatalogue[0]!, lines[1]!] });
    expect(await backend.deadLetters()).toEqual([]);
    expect(await backend.onHand()).toEqual({ chair: 8, table: 9 });
    for (const other of [lines, ofCatalogue, [{ ...ofCatalogue[0]!, productVersion: 13 }, lines[1]!]])
      await consume(created({ lines: other }));
    expect(await backend.deadLetters()).toHaveLength(3);
    expect(await backend.onHand()).toEqual({ chair: 8, table: 9 });
  });

  test('lines that name a SKU twice are one', async () => {
    await allocate({ chair: 7 }, { lines: [lines[0]!, { ...lines[0]!, units: 3 }] });
    expect(await backend.onHand()).toEqual({ chair: 2 });
  });

  test('however often it is delivered, the units leave once', async () => {
    await allocate({ chair: 10, table: 10 });
    const before = await backend.rows();
    await consume(created(), created());
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('25 SKUs are one transaction', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ sku: `sku-${index}`, units: 1, priceCents: 1 }));
    await allocate(Object.fromEntries(many.map(({ sku }) => [sku, 1])), { lines: many });
    expect(Object.values(await backend.onHand())).toEqual(Array(25).fill(0));
  });

  test('a raw event that the order has not applied is replaced', async () => {
    await backend.put(rawRow('ORDER_STOCK_ALLOCATED_EVENT', {}));
    await allocate({ chair: 2, table: 1 });
    expect(await backend.events()).toMatchObject([{ applied: true, eventData: { stock: 'HELD' } }]);
  });
});

describe('with too little in stock', () => {
  test.each([
    ['one line', { chair: 1, table: 5 }, 'chair'],
    ['a SKU nobody brought in', { table: 5 }, 'chair'],
    ['all of them', { chair: 1, table: 0 }, 'chair, table'],
  ])('of %s, nothing leaves it, and the order says why', async (_what, stock, short) => {
    expect(await allocate(stock)).toEqual({ batchItemFailures: [] });

    expect(await backend.onHand()).toEqual(stock);
    const reason = `Not enough in stock: ${short}`;
    expect(await backend.progress()).toMatchObject({ status: 'STOCK_DEPLETED', reason });
    expect(await backend.progress()).not.toHaveProperty('stock');
    expect(await backend.events()).toMatchObject([
      { sk: 'EVENT#ORDER_STOCK_DEPLETED_EVENT', eventData: { status: 'STOCK_DEPLETED', reason, stock: '' } },
    ]);
  });

  test('two lines of one SKU are judged together', async () => {
    await allocate({ chair: 4 }, { lines: [lines[0]!, { ...lines[0]!, units: 3 }] });
    expect(await backend.onHand()).toEqual({ chair: 4 });
    expect(await backend.progress()).toMatchObject({ status: 'STOCK_DEPLETED' });
  });

  test('a delivery after more was brought in changes nothing', async () => {
    await allocate({ chair: 0 });
    await backend.put(skuRow('chair', 9), skuRow('table', 9));
    const before = await backend.rows();
    await consume(created());
    expect(await backend.rows()).toEqual(before);
  });
});

test('of orders that want the last units, one gets them', async () => {
  const wanted = { lines: [{ ...lines[0]!, units: 2 }] };
  const orders = ['one', 'two', 'three'].map((id) => ({ ...wanted, orderId: `order-${id}` }));
  await backend.put(skuRow('chair', 3), ...orders.map(orderRow));
  await consume(...orders.map(created));
  expect(await backend.onHand()).toEqual({ chair: 1 });
  const statuses = (await backend.rows()).filter(({ sk }) => sk === 'PROGRESS').map(({ status }) => status);
  expect(statuses.sort()).toEqual(['STOCK_ALLOCATED', 'STOCK_DEPLETED', 'STOCK_DEPLETED']);
});

test.each(['CANCELED', 'PAYMENT_ACCEPTED'])('an order that is %s by now takes nothing', async (status) => {
  await backend.put(progressRow(status));
  const before = await allocate({ chair: 2, table: 2 }).then(() => backend.rows());
  expect(await backend.onHand()).toEqual({ chair: 2, table: 2 });
  expect(await backend.events()).toEqual([]);
  expect(before.find(({ sk }) => sk === 'PROGRESS')).toEqual(progressRow(status));
});

describe('where others write the same rows', () => {
  test('it is tried again at once', async () => {
    const count = backend.contend(3);
    expect(await allocate({ chair: 2, table: 1 })).toEqual({ batchItemFailures: [] });
    expect(await backend.onHand()).toEqual({ chair: 0, table: 0 });
    expect(count.transactions).toBe(4);
  });

  test('and after a rest, when that was not enough', async () => {
    const count = backend.contend(6);
    expect((await allocate({ chair: 2, table: 1 })).batchItemFailures).toHaveLength(1);
    expect(count.transactions).toBe(6);
    expect(await backend.onHand()).toEqual({ chair: 2, table: 1 });

    await backend.world.clock.advance(2_000);
    expect(await consume()).toEqual({ batchItemFailures: [] });
    expect(await backend.onHand()).toEqual({ chair: 0, table: 0 });
  });
});

describe('what can never succeed', () => {
  test.each([
    ['no order', created({ orderId: undefined }), 'InvalidArgument', 'unknown', /orderId/],
    ['no lines', created({ lines: [] }), 'InvalidArgument', 'order-1', /lines: empty/],
    [
      'a creation that nobody took in',
      message('ORDER_CREATED_EVENT', orderEventData(), false),
      'InvalidArgument',
      'order-1',
      /detail.applied: /,
    ],
    ['an event without a move', created(), 'StateConflict', 'order-1', /never moved/],
    ['an order nobody stored', created({ orderId: 'order-2' }), 'NotFound', 'order-2', /no order order-2/],
    ['another person’s order', created({ userId: 'user-2' }), 'StateConflict', 'order-1', /another one/],
    ['another amount', created({ amountCents: 1 }), 'StateConflict', 'order-1', /another one/],
    ['other lines', created({ lines: [lines[1]] }), 'StateConflict', 'order-1', /another one/],
    [
      'fewer units for as much',
      created({ lines: [{ ...lines[0], units: 1, priceCents: 29_898 }] }),
      'StateConflict',
      'order-1',
      /another one/,
    ],
    [
      'another event',
      message('ORDER_CANCELED_EVENT', orderEventData({ lines })),
      'InvalidArgument',
      'order-1',
      /eventName/,
    ],
  ])('is a dead letter at once, with its reason: %s', async (_what, body, code, entityId, reason) => {
    await backend.put(
      orderRow(),
      eventRow({ status: 'STOCK_ALLOCATED' }),
      skuRow('chair', 9),
      skuRow('table', 9),
    );
    expect(await consume(body)).toEqual({ batchItemFailures: [] });
    expect(await backend.onHand()).toEqual({ chair: 9, table: 9 });
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: code },
          FailingStep: { StringValue: 'allocateOrderStock' },
          EntityId: { StringValue: entityId },
          Reason: { StringValue: expect.stringMatching(reason) },
        },
      },
    ]);
  });
});
