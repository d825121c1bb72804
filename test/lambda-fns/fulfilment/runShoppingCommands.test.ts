import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listKey } from '../../../model/fulfilment/keys.ts';
import { eventRow, progressRow } from '../orders/rows.ts';
import type { Row } from '../startBackend.ts';
import {
  amountCents,
  CANCEL,
  commandOf,
  CREATE,
  ENOUGH,
  INITIATE,
  deliveredOrder,
  lines,
  startFulfilment,
  wishedRows,
  type StartedFulfilment,
} from './startFulfilment.ts';

let backend: StartedFulfilment;
beforeAll(async () => {
  backend = await startFulfilment();
});
beforeEach(() => backend.clear());
afterAll(() => backend.close());

const isPaid = () => backend.isPaid();
const moves = (status: string, stock: string) => backend.moves(status, stock);
const changesList = (changes: Row) => backend.changesList(changes);

describe('a list is created', () => {
  test('with all units taken from stock, its order allocated, and its saga answered', async () => {
    await backend.put(...wishedRows(ENOUGH));
    expect(await backend.command(CREATE, 2)).toEqual({ batchItemFailures: [] });
    expect(await backend.onHand()).toEqual({ rolls: 6, milk: 8 });
    expect(await backend.list()).toEqual({
      ...listKey('order-1'),
      ...{ listId: 'order-1', orderId: 'order-1', userId: 'user-1' },
      ...{ buildingId: 'house-1', apartmentId: 'flat-1', apartmentNumber: '101', status: 'PENDING' },
      stops: [
        { storeId: 'bakery', items: [{ sku: 'rolls', units: 4, name: 'Poppy seed rolls' }] },
        { storeId: 'lobby', items: [{ sku: 'milk', units: 2, name: 'Milk' }] },
      ],
      ...{ version: 1, createdOn: expect.any(String), updatedOn: expect.any(String) },
      ...{ gsi1pk: 'LISTS#house-1', gsi1sk: expect.stringMatching(/^LIST#PENDING#.*#order-1$/) },
      ...{ gsi2pk: 'LISTS', gsi2sk: expect.stringMatching(/^LIST#PENDING#.*#order-1$/) },
      ...{ __edb_e__: 'ShoppingList', __edb_v__: '1' },
    });
    expect(await backend.progress()).toMatchObject({
      ...{ status: 'STOCK_ALLOCATED', stock: 'HELD', flow: 'SAGA', userId: 'user-1', amountCents },
    });
    expect(
      await backend.rowsWhere(({ eventName }) => eventName === 'ORDER_STOCK_ALLOCATED_EVENT'),
    ).toMatchObject([{ eventData: { status: 'STOCK_ALLOCATED', stock: 'HELD', flow: 'SAGA' } }]);
    expect(await backend.listEvents()).toEqual(['EVENT#00000001#SHOPPING_LIST_CREATED_EVENT']);
    expect(await backend.replies()).toEqual([{ reply: 'SHOPPING_LIST_CREATED_REPLY', number: 2 }]);
  });

  test('once, however often the command is delivered', async () => {
    await backend.put(...wishedRows(ENOUGH));
    await backend.command(CREATE, 2);
    const before = await backend.rows();
    const { message } = commandOf(CREATE, 2);
    await backend.consume(message, message);
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('with 25 SKUs in one transaction, by stock alone where the catalogue knows nothing any more', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ sku: `sku-${index}`, units: 1, priceCents: 1 }));
    await backend.put(...wishedRows(Object.fromEntries(many.map(({ sku }) => [sku, 1])), { lines: many }));
    await backend.command(CREATE, 2);
    expect(Object.values(await backend.onHand())).toEqual(Array(25).fill(0));
    const [stop, ...others] = (await backend.list())!['stops'];
    expect(others).toEqual([]);
    expect(stop).not.toHaveProperty('storeId');
    expect(stop.items).toHaveLength(25);
  });

  test('with one line for each SKU, whatever the order has', async () => {
    const twice = [...lines, { ...lines[0]!, units: 3 }];
    await backend.put(...wishedRows(ENOUGH, { lines: twice }));
    await backend.command(CREATE, 2);
    expect(await backend.onHand()).toEqual({ rolls: 3, milk: 8 });
    expect((await backend.list())!['stops'][0].items).toMatchObject([{ sku: 'rolls', units: 7 }]);
  });
});

describe('no list is created, and the saga hears why', () => {
  test.each([
    [{ rolls: 3, milk: 2 }, 'rolls'],
    [{ rolls: 3 }, 'milk, rolls'],
  ])('where there is %j', async (stock, short) => {
    await backend.put(...wishedRows(stock));
    await backend.command(CREATE, 2);
    expect(await backend.onHand()).toEqual(stock);
    expect(await backend.list()).toBeUndefined();
    expect(await backend.progress()).toBeUndefined();
    const reason = `Not enough in stock: ${short}`;
    expect(await backend.replies()).toEqual([
      { reply: 'SHOPPING_LIST_REJECTED_REPLY', number: 2, endsAs: 'STOCK_DEPLETED', reason },
    ]);
  });

  test('once and for all, though more comes in and the command is delivered again', async () => {
    await backend.put(...wishedRows({ rolls: 0, milk: 9 }));
    await backend.command(CREATE, 2);
    await backend.put(...wishedRows(ENOUGH).slice(-2));
    await backend.consume(commandOf(CREATE, 2).message);
    expect(await backend.onHand()).toEqual(ENOUGH);
    expect(await backend.list()).toBeUndefined();
  });

  test('for an order that was canceled', async () => {
    await backend.put(...wishedRows(ENOUGH), progressRow('CANCELED', { flow: 'SAGA' }));
    await backend.command(CREATE, 2);
    expect(await backend.onHand()).toEqual(ENOUGH);
    expect(await backend.replies()).toMatchObject([
      { reply: 'SHOPPING_LIST_REJECTED_REPLY', endsAs: 'CANCELED' },
    ]);
  });

  test('for an apartment that is no more', async () => {
    await backend.put(...wishedRows(ENOUGH).filter(({ sk }) => sk !== 'APARTMENT'));
    await backend.command(CREATE, 2);
    expect(await backend.onHand()).toEqual(ENOUGH);
    expect(await backend.replies()).toMatchObject([
      { endsAs: 'CANCELED', reason: 'The apartment is no more' },
    ]);
  });
});

test('a command that its saga called off does nothing, whenever it is delivered', async () => {
  await backend.put(...wishedRows(ENOUGH));
  const { row } = commandOf(CREATE, 2);
  await backend.put({
    ...row,
    sk: row.sk.replace('COMMAND', 'REPLY'),
    part: 'REPLY',
    eventName: 'COMMAND_CALLED_OFF',
  });
  await backend.command(CREATE, 2);
  expect(await backend.onHand()).toEqual(ENOUGH);
  expect(await backend.list()).toBeUndefined();
});

test.each([CREATE, INITIATE, CANCEL])('a %s that no saga gave dies, and nothing is done', async (name) => {
  await isPaid();
  const before = await backend.rows();
  await backend.consume(commandOf(name, 9).message);
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toMatchObject([
    { MessageAttributes: { ErrorCode: { StringValue: 'NotFound' } } },
  ]);
});

describe('shopping is initiated', () => {
  test('once the order is paid for', async () => {
    await isPaid();
    await backend.command(INITIATE, 4);
    await backend.consume(commandOf(INITIATE, 4).message);
    expect(await backend.list()).toMatchObject({
      ...{ status: 'AVAILABLE', version: 2, gsi1sk: expect.stringMatching(/^LIST#AVAILABLE#/) },
    });
    expect(await backend.listEvents()).toHaveLength(2);
    expect((await backend.replies()).slice(1)).toEqual([{ reply: 'SHOPPING_INITIATED_REPLY', number: 4 }]);
  });

  test.each(['STOCK_ALLOCATED', 'CANCELED'])('not while the order is %s', async (status) => {
    await isPaid();
    await moves(status, 'HELD');
    await backend.command(INITIATE, 4);
    expect(await backend.list()).toMatchObject({ status: 'PENDING', version: 1 });
    expect((await backend.replies())[1]).toMatchObject({
      reply: 'SHOPPING_REJECTED_REPLY',
      endsAs: 'CANCELED',
    });
  });

  test('not of a list that was canceled', async () => {
    await isPaid();
    await changesList({ status: 'CANCELED' });
    await backend.command(INITIATE, 4);
    expect(await backend.list()).toMatchObject({ status: 'CANCELED' });
    expect((await backend.replies())[1]).toMatchObject({ reply: 'SHOPPING_REJECTED_REPLY' });
  });
});

test('nothing is taken for an order that nobody stored, or whose event is there although it never moved', async () => {
  await backend.put(...wishedRows(ENOUGH).slice(1));
  await backend.command(CREATE, 2);
  await backend.put(deliveredOrder(), eventRow({ status: 'STOCK_ALLOCATED' }));
  await backend.command(CREATE, 3);
  expect(await backend.onHand()).toEqual(ENOUGH);
  expect(await backend.deadLetters()).toHaveLength(2);
});
