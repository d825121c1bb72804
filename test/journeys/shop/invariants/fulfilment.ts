import { expect } from 'vitest';
import { foundOf, unitsOf } from '../../../../model/fulfilment/shopping.ts';
import { canMoveList, type ListState } from '../../../../model/fulfilment/states.ts';
import { sumBySku } from '../../../../model/inventory/events.ts';

type Row = Record<string, any>;

const orderPrefix = 'EVENTS#ORDER_ID#';

/** What is stored of an order, its list and whoever has that. */
interface Shopping {
  readonly list: Row;
  readonly order: Row | undefined;
  readonly progress: Row | undefined;
  /** By version. */
  readonly events: readonly Row[];
}

const rowAt = (rows: readonly Row[], pk: string, sk: string) =>
  rows.find((row) => row['pk'] === pk && row['sk'] === sk);

const shoppingOf = (rows: readonly Row[]): Shopping[] =>
  rows
    .filter(({ pk, sk }) => pk.startsWith('LIST#') && sk === 'LIST')
    .map((list) => ({
      list,
      order: rowAt(rows, `${orderPrefix}${list['listId']}`, 'ORDER'),
      progress: rowAt(rows, `${orderPrefix}${list['listId']}`, 'PROGRESS'),
      events: rows
        .filter(({ pk, sk }) => pk === list['pk'] && sk.startsWith('EVENT#'))
        .toSorted((one, other) => (one['sk'] < other['sk'] ? -1 : 1)),
    }));

/** What an order can be while its list has a status. An order may be canceled a moment before its list is. */
const ordersOf: Readonly<Record<ListState, readonly string[]>> = {
  PENDING: ['STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'CANCELED'],
  AVAILABLE: ['PAYMENT_ACCEPTED', 'CANCELED'],
  ASSIGNED: ['PAYMENT_ACCEPTED', 'CANCELED'],
  COMPLETED: ['READY', 'SHIPPED', 'DELIVERED', 'CANCELED'],
  CANCELED: ['STOCK_ALLOCATED', 'PAYMENT_REJECTED', 'CANCELED'],
};

/**
 * At every instant: one list an order, of an order that goes to an apartment; an order is READY, and shipped, exactly when its
 * list is completed.
 */
export function expectOneListAnOrder(rows: readonly Row[]): void {
  const all = shoppingOf(rows);
  for (const { list, order, progress } of all) {
    const { listId, orderId, status } = list as { listId: string; orderId: string; status: ListState };
    expect({ listId, flow: order?.['flow'], apartmentId: list['apartmentId'] }).toEqual({
      listId: orderId,
      flow: 'SAGA',
      apartmentId: order?.['deliverTo'],
    });
    expect(ordersOf[status], `an order's status while its list ${listId} is ${status}`).toContain(
      progress?.['status'],
    );
  }
  const listed = new Set(all.map(({ list }) => list['listId']));
  const fetched = rows.filter(
    ({ sk, status, flow }) =>
      sk === 'PROGRESS' && (status === 'READY' || (flow && ['SHIPPED', 'DELIVERED'].includes(status))),
  );
  for (const { orderId } of fetched) expect(listed, 'lists of orders that are READY').toContain(orderId);
}

/** At every instant: the list has what was ordered, and what was picked and what is missing are together just that. */
export function expectPickedAndMissing(rows: readonly Row[]): void {
  for (const { list, order } of shoppingOf(rows)) {
    const items = list['stops'].flatMap((stop: Row) => stop['items']);
    expect(sumBySku(items), `items of ${list['listId']}`).toEqual(sumBySku(order!['lines']));
    const missing: Row[] = list['missing'] ?? [];
    for (const { sku, units } of sumBySku(order!['lines'])) {
      const picked = unitsOf(foundOf(order!['lines'], missing as never), sku);
      expect({ sku, all: picked + unitsOf(missing as never, sku) }).toEqual({ sku, all: units });
    }
    for (const { sku, units, priceCents } of missing) {
      expect(units).toBeGreaterThan(0);
      expect(order!['lines'].map((line: Row) => [line['sku'], line['priceCents']])).toContainEqual([
        sku,
        priceCents,
      ]);
    }
  }
}

/** At every instant: a list has an event for each version, each lawful after the one before, and is as the last one says. */
export function expectListHistory(rows: readonly Row[]): void {
  for (const { list, events } of shoppingOf(rows)) {
    const { listId } = list;
    expect(
      events.map(({ version }) => version),
      `versions of ${listId}`,
    ).toEqual(Array.from({ length: list['version'] }, (_, index) => index + 1));
    const statuses: ListState[] = events.map(({ eventData }) => eventData.status);
    for (const [index, to] of statuses.entries()) {
      const from = statuses[index - 1];
      expect(from ? canMoveList(from, to) : to === 'PENDING', `${listId}: ${from} to ${to}`).toBe(true);
    }
    expect({ listId, status: statuses.at(-1) }).toEqual({ listId, status: list['status'] });
  }
}

/** At every instant: whoever has a list has one, and both rows say so. */
export function expectOneAssignee(rows: readonly Row[]): void {
  const people = rows.filter(({ pk, sk }) => pk.startsWith('CARETAKER#') && sk === 'AVAILABILITY');
  const taken = shoppingOf(rows).filter(({ list }) => list['status'] === 'ASSIGNED');
  expect(
    people
      .filter(({ listId }) => listId)
      .map(({ listId, userId }) => `${listId} ${userId}`)
      .sort(),
  ).toEqual(taken.map(({ list }) => `${list['listId']} ${list['assignedTo']}`).sort());
}

/**
 * At every instant: what was restocked is on hand, or with an order, or was missing when it was fetched for an order that gave
 * the rest back. Units that are missing from an order which is kept count as its own.
 */
export function expectStockAccounted(rows: readonly Row[]): void {
  const orders = rows.filter(({ pk, sk }) => pk.startsWith(orderPrefix) && sk === 'ORDER');
  const units = (all: readonly Row[], sku: string) => unitsOf(all as never, sku);
  for (const { sku, units: onHand } of rows.filter(({ pk }) => pk === 'SKUS')) {
    const restocked = rows
      .filter((row) => row['sk'].startsWith('LOT#') && row['sku'] === sku)
      .reduce((sum, lot) => sum + lot['units'], 0);
    const gone = orders.reduce((sum, { pk, orderId, lines }) => {
      const stock = rowAt(rows, pk, 'PROGRESS')?.['stock'];
      const missing = rowAt(rows, `LIST#${orderId}`, 'LIST')?.['missing'] ?? [];
      if (stock === 'HELD' || stock === 'SOLD') return sum + units(lines, sku);
      return stock === 'RETURNED' ? sum + units(missing, sku) : sum;
    }, 0);
    expect({ sku, onHand, gone }).toEqual({ sku, onHand, gone: restocked - onHand });
    expect(onHand).toBeGreaterThanOrEqual(0);
  }
}

/** All of the above. */
export function expectShopping(rows: readonly Row[]): void {
  expectOneListAnOrder(rows);
  expectPickedAndMissing(rows);
  expectListHistory(rows);
  expectOneAssignee(rows);
  expectStockAccounted(rows);
}
