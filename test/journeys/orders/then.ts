import { expect } from 'vitest';
import type { Session } from '../../../start/connect.ts';
import { canMoveOrder, type OrderState } from '../../../model/orders/states.ts';
import type { Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';
import { items } from '../then.ts';

const ORDER = `query ($orderId: ID!) { order(orderId: $orderId) {
  orderId userId status reason amount lines { sku units price }
  timeline { eventName applied } payment { paymentStatus paymentRetries amount reason }
} }`;

/** The order as its owner or staff reads it; null where there is none. */
export async function orderOf(session: Session, orderId: string): Promise<Record<string, any> | null> {
  return (await session.graphql(ORDER, { orderId }))['order'];
}

/** Units of each SKU on hand. */
export async function stockOf({ admin }: Frontdesk): Promise<Record<string, number>> {
  const { listSkus } = await admin.graphql('query { listSkus { items { sku units } } }');
  return Object.fromEntries(
    listSkus.items.map(({ sku, units }: { sku: string; units: number }) => [sku, units]),
  );
}

/** Ends a subscription; the statuses it told of one order, in order. */
export async function heard(subscription: Subscriber, orderId: string): Promise<string[]> {
  await subscription.close();
  return updatesOf(subscription)
    .filter((update) => update['orderId'] === orderId)
    .map((update) => update['status']);
}

const updatesOf = (subscription: Subscriber): Record<string, any>[] =>
  subscription.all().map(({ data }) => data.onOrderStatus);

/** What the gateway's book says it keeps of an order, in cents. */
export async function keptCents(desk: Frontdesk, orderId: string): Promise<number> {
  const [line] = await items(desk, `GATEWAY#order:${orderId}`);
  return (line?.['capturedCents'] ?? 0) - (line?.['refundedCents'] ?? 0);
}

type Row = Record<string, any>;

/** Everything stored about orders, stock and money, at one instant. */
export interface Books {
  readonly orders: readonly Row[];
  readonly progress: ReadonlyMap<string, Row>;
  readonly payments: ReadonlyMap<string, Row>;
  readonly charges: ReadonlyMap<string, Row>;
  readonly skus: readonly Row[];
  readonly lots: readonly Row[];
}

/** Of all orders and SKUs, or of those whose ids begin with `prefix`. */
export async function booksOf(desk: Frontdesk, prefix = ''): Promise<Books> {
  const rows = await items(desk, '');
  const ofOrder = (is: (row: Row) => boolean) =>
    new Map(
      rows
        .filter((row) => row['pk'].startsWith('EVENTS#ORDER_ID#') && is(row))
        .map((row) => [orderIn(row), row]),
    );
  return {
    orders: rows.filter(({ sk, orderId }) => sk === 'ORDER' && orderId.startsWith(prefix)),
    progress: ofOrder(({ sk }) => sk === 'PROGRESS'),
    payments: ofOrder(({ sk }) => sk.startsWith('PAYMENT#')),
    charges: new Map(
      rows
        .filter(({ pk }) => pk.startsWith('GATEWAY#order:'))
        .map((row) => [row['pk'].slice('GATEWAY#order:'.length), row]),
    ),
    skus: rows.filter(({ pk, sku }) => pk === 'SKUS' && sku.startsWith(prefix)),
    lots: rows.filter(({ sk, sku }) => sk.startsWith('LOT#') && sku.startsWith(prefix)),
  };
}

const orderIn = ({ pk }: Row): string => pk.slice('EVENTS#ORDER_ID#'.length);

/** What holds at every instant, whatever is in flight: stock adds up and is never below zero, nobody pays twice. */
export function invariantsHold({ orders, progress, payments, charges, skus, lots }: Books): void {
  for (const { sku, units } of skus) {
    const taken = orders
      .filter(({ orderId }) => ['HELD', 'SOLD'].includes(progress.get(orderId)?.['stock']))
      .flatMap(({ lines }) => lines)
      .filter((line) => line.sku === sku)
      .reduce((sum, line) => sum + line.units, 0);
    const restocked = lots.filter((lot) => lot['sku'] === sku).reduce((sum, lot) => sum + lot['units'], 0);
    expect(units).toBeGreaterThanOrEqual(0);
    expect({ sku, units, taken }).toEqual({ sku, units, taken: restocked - units });
  }
  for (const { orderId, amountCents } of orders) {
    const { capturedCents = 0, refundedCents = 0 } = charges.get(orderId) ?? {};
    expect([0, amountCents]).toContain(capturedCents);
    expect([0, capturedCents]).toContain(refundedCents);
    if (payments.get(orderId)?.['paymentStatus'] === 'PAYMENT_ACCEPTED')
      expect(capturedCents).toBe(amountCents);
    if (payments.get(orderId)?.['paymentStatus'] === 'PAYMENT_REFUNDED')
      expect(refundedCents).toBe(capturedCents);
  }
}

const PAID: readonly OrderState[] = ['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'];

/**
 * What holds once everything has come to rest: money and units are where the statuses say. Orders of which
 * `raw` events were written can be in a status that took neither from them.
 */
export function booksBalance(books: Books, raw: ReadonlySet<string> = new Set()): void {
  invariantsHold(books);
  for (const { orderId, amountCents } of books.orders) {
    const { status = 'CREATED', stock } = books.progress.get(orderId) ?? {};
    const { capturedCents = 0, refundedCents = 0 } = books.charges.get(orderId) ?? {};
    const { paymentStatus } = books.payments.get(orderId) ?? {};
    const kept = capturedCents - refundedCents;
    expect({ orderId, status, kept }).toEqual({
      orderId,
      status,
      kept: paymentStatus === 'PAYMENT_ACCEPTED' ? amountCents : 0,
    });
    if (!raw.has(orderId))
      expect({ orderId, status, paid: kept > 0 }).toEqual({ orderId, status, paid: PAID.includes(status) });
    if (['CANCELED', 'PAYMENT_REJECTED'].includes(status)) {
      expect({ orderId, kept, stock: stock ?? 'RETURNED' }).toEqual({ orderId, kept: 0, stock: 'RETURNED' });
    }
    if (PAID.includes(status) && !(raw.has(orderId) && stock === undefined))
      expect({ orderId, status, stock }).toEqual({ orderId, status, stock: 'SOLD' });
  }
}

/**
 * Each order's statuses as a subscriber heard them are a way through the table, and end where the order is stored.
 * An event that the bus delivers again is told again: the same status of the same moment.
 */
export function statusesAreLawful(subscription: Subscriber, { orders, progress }: Books): void {
  for (const { orderId } of orders) {
    const updates = updatesOf(subscription).filter((update) => update['orderId'] === orderId);
    const told = [...new Set<OrderState>(updates.map(({ status }) => status))];
    expect(told[0]).toBe('CREATED');
    const unlawful = told.slice(1).filter((status, index) => !canMoveOrder(told[index]!, status));
    expect({ orderId, told, unlawful }).toEqual({ orderId, told, unlawful: [] });
    const moments = new Set(updates.map(({ status, updatedOn }) => `${status} ${updatedOn}`));
    expect(moments.size).toBe(told.length);
    const stored = progress.get(orderId)?.['status'] ?? 'CREATED';
    expect({ orderId, last: told.at(-1) }).toEqual({ orderId, last: stored });
  }
}
