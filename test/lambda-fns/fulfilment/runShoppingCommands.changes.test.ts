import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { progressRow } from '../orders/rows.ts';
import type { Row } from '../startBackend.ts';
import {
  availabilityRow,
  CANCEL,
  commandOf,
  ENOUGH,
  INITIATE,
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

describe('the making of a list is undone', () => {
  const MISSING = [{ sku: 'rolls', units: 3, priceCents: 80 }];
  test.each<[string, string, Row, Record<string, number>]>([
    ['STOCK_ALLOCATED', 'HELD', { status: 'PENDING' }, ENOUGH],
    ['CANCELED', 'SOLD', { status: 'PENDING' }, ENOUGH],
    ['CANCELED', 'SOLD', { status: 'AVAILABLE' }, ENOUGH],
    ['CANCELED', 'SOLD', { status: 'ASSIGNED', assignedTo: 'caretaker-1' }, ENOUGH],
    ['CANCELED', 'SOLD', { status: 'COMPLETED', assignedTo: 'caretaker-1' }, ENOUGH],
    ['CANCELED', 'SOLD', { status: 'COMPLETED', missing: MISSING }, { rolls: 7, milk: 10 }],
  ])('of an order that is %s with units %s and the list %j', async (status, stock, list, onHand) => {
    await isPaid();
    await moves(status, stock);
    await changesList(list);
    await backend.put(availabilityRow('caretaker-1', 'order-1'));
    await backend.command(CANCEL, 6);
    await backend.consume(commandOf(CANCEL, 6).message);
    await backend.command(CANCEL, 7);
    expect(await backend.onHand()).toEqual(onHand);
    expect(await backend.list()).toMatchObject({
      ...{ status: 'CANCELED', version: 2, gsi1sk: expect.stringMatching(/^LIST#CANCELED#/) },
    });
    expect(await backend.progress()).toMatchObject({ status, stock: 'RETURNED' });
    expect((await backend.replies()).slice(1)).toEqual(
      [6, 7].map((number) => ({ reply: 'SHOPPING_LIST_CANCELED_REPLY', number })),
    );
    const [person] = await backend.rowsWhere(({ sk }) => sk === 'AVAILABILITY');
    expect(person!['listId']).toBe(list['status'] === 'ASSIGNED' ? undefined : 'order-1');
  });

  test('where there is none, which changes nothing', async () => {
    await backend.put(...wishedRows(ENOUGH), progressRow('CANCELED', { flow: 'SAGA' }));
    await backend.command(CANCEL, 3);
    expect(await backend.onHand()).toEqual(ENOUGH);
    expect(await backend.list()).toBeUndefined();
    expect(await backend.replies()).toEqual([{ reply: 'SHOPPING_LIST_CANCELED_REPLY', number: 3 }]);
  });

  test('of an order of which nothing was found: nothing comes back to stock', async () => {
    await isPaid();
    await moves('CANCELED', 'SOLD');
    await changesList({
      status: 'CANCELED',
      missing: lines.map(({ sku, units, priceCents }) => ({ sku, units, priceCents })),
    });
    await backend.command(CANCEL, 6);
    expect(await backend.onHand()).toEqual({ rolls: 6, milk: 8 });
    expect(await backend.progress()).toMatchObject({ stock: 'RETURNED' });
  });

  test('never of an order that has left the house', async () => {
    await isPaid();
    await moves('SHIPPED', 'SOLD');
    await backend.command(CANCEL, 6);
    expect(await backend.onHand()).toEqual({ rolls: 6, milk: 8 });
    expect(await backend.deadLetters()).toHaveLength(1);
  });
});

describe('what somebody writes between reading and writing is seen', () => {
  /** Does something before the next transaction. */
  const before = (act: () => Promise<unknown>) => {
    const { TransactWriteItems } = backend.tableActions;
    backend.tableActions.TransactWriteItems = async (input, call) => {
      backend.tableActions.TransactWriteItems = TransactWriteItems!;
      await act();
      return TransactWriteItems!(input, call);
    };
  };

  test('a list that is completed while it is canceled loses only what was found', async () => {
    await isPaid();
    await moves('CANCELED', 'SOLD');
    await changesList({ status: 'ASSIGNED', assignedTo: 'caretaker-1' });
    await backend.put(availabilityRow('caretaker-1', 'order-1'));
    before(() =>
      changesList({ status: 'COMPLETED', version: 2, missing: [{ sku: 'milk', units: 2, priceCents: 120 }] }),
    );
    await backend.command(CANCEL, 6);
    expect(await backend.list()).toMatchObject({ status: 'CANCELED', version: 3 });
    expect(await backend.onHand()).toEqual({ rolls: 10, milk: 8 });
  });

  test('an order that is canceled while its list is initiated is not fetched', async () => {
    await isPaid();
    before(() => moves('CANCELED', 'SOLD'));
    await backend.command(INITIATE, 4);
    expect(await backend.list()).toMatchObject({ status: 'PENDING' });
    expect((await backend.replies())[1]).toMatchObject({ reply: 'SHOPPING_REJECTED_REPLY' });
  });
});
