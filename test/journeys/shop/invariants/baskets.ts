import { expect } from 'vitest';
import { itemsOf } from '../../../../model/baskets/states.ts';

type Row = Record<string, any>;

const isBasket = ({ pk, sk }: Row) => pk.startsWith('BASKET#') && sk === 'BASKET';
const isPlaced = ({ sk, applied }: Row) => sk === 'EVENT#ORDER_PLACED_EVENT' && applied;

const linesOf = (lines: readonly Row[]) => lines.map(({ sku, units }) => ({ sku, units }));

/**
 * Checks, of all rows at one instant, that a basket is checked out exactly when its order is claimed, of its items at its
 * version, and that an order which is stored is of what was claimed. `atRest` is where nothing is in flight any more, so
 * that what is claimed is stored, and the basket's end is announced.
 */
export function expectBasketsAreOrders(rows: readonly Row[], { atRest = false } = {}): void {
  const orders = new Map(rows.filter(({ sk }) => sk === 'ORDER').map((row) => [row['orderId'], row]));
  const placed = new Map(rows.filter(isPlaced).map((row) => [row['orderId'], row['eventData']]));
  const baskets = new Map(rows.filter(isBasket).map((row) => [row['id'], row]));
  for (const [id, { status, userId, items, version }] of baskets) {
    const [claim, order] = [placed.get(id), orders.get(id)];
    const isOrdered = claim?.basketVersion !== undefined;
    expect({ id, status, isOrdered }).toEqual({ id, status, isOrdered: status === 'CHECKED_OUT' });
    if (status !== 'CHECKED_OUT') continue;
    const content = { id, userId, version, lines: itemsOf(items) };
    expect(content).toEqual({ ...content, userId: claim.userId, version: claim.basketVersion });
    expect(content).toEqual({ ...content, lines: linesOf(claim.lines) });
    if (order)
      expect(content).toEqual({ ...content, userId: order['userId'], lines: linesOf(order['lines']) });
    if (atRest) expect({ id, isStored: order !== undefined }).toEqual({ id, isStored: true });
  }
  for (const [id, { basketVersion }] of placed)
    if (basketVersion !== undefined)
      expect({ id, isBasket: baskets.has(id) }).toEqual({ id, isBasket: true });
  expectAnnounced(rows, orders);
}

const EVENTS: Readonly<Record<string, string>> = {
  CHECKED_OUT: 'EVENT#BASKET_CHECKED_OUT_EVENT',
  CANCELED: 'EVENT#BASKET_CANCELED_EVENT',
  EXPIRED: 'EVENT#BASKET_EXPIRED_EVENT',
};

/** A basket's end is announced with it, and nothing else is; a check-out once its order is stored. */
function expectAnnounced(rows: readonly Row[], orders: ReadonlyMap<string, Row>): void {
  for (const { id, pk, status } of rows.filter(isBasket)) {
    const announced = rows
      .filter((row) => row['pk'] === pk && Object.values(EVENTS).includes(row['sk']))
      .map(({ sk }) => sk);
    const isDone = status !== 'CHECKED_OUT' || orders.has(id);
    const expected = isDone && EVENTS[status] ? [EVENTS[status]] : [];
    expect({ id, status, announced }).toEqual({ id, status, announced: expected });
  }
}

/** Checks, of all rows at one instant, that a person has at most one open basket, which is the one that is claimed. */
export function expectOneOpenBasket(rows: readonly Row[]): void {
  const claims = new Map(
    rows
      .filter(({ pk, sk }) => pk.startsWith('USER#') && sk === 'BASKET')
      .map(({ userId, basketId }) => [userId, basketId]),
  );
  const open = rows.filter((row) => isBasket(row) && row['status'] === 'OPEN');
  for (const { id, userId, gsi1pk } of open) {
    expect({ userId, open: claims.get(userId) }).toEqual({ userId, open: id });
    expect({ id, gsi1pk }).toEqual({ id, gsi1pk: 'BASKETS#OPEN' });
  }
  expect(claims.size).toBe(open.length);
  for (const row of rows.filter((each) => isBasket(each) && each['status'] !== 'OPEN'))
    expect({ id: row['id'], listed: row['gsi1pk'] }).toEqual({ id: row['id'], listed: undefined });
}
