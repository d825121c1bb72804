import { expect } from 'vitest';
import { readTrace } from '../../../local/traces/readTrace.ts';
import type { Trace, TraceNode } from '../../../local/traces/Trace.ts';
import { resourceNames } from '../../../local/resourceNames.ts';
import type { Session } from '../../../start/connect.ts';
import { canMoveOrder, type OrderState } from '../../../model/orders/states.ts';
import type { Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';
import { items } from '../then.ts';

const ORDER = `query ($orderId: ID!) { order(orderId: $orderId) {
  orderId userId status reason amount lines { sku units price }
  timeline { eventName applied } payment { paymentStatus paymentRetries amount reason }
} }`;

/** Returns the order as its owner or staff reads it; null where there is none. */
export async function orderOf(session: Session, orderId: string): Promise<Record<string, any> | null> {
  return (await session.graphql(ORDER, { orderId }))['order'];
}

/** Returns the units on hand by SKU. */
export async function stockOf({ admin }: Frontdesk): Promise<Record<string, number>> {
  const { listSkus } = await admin.graphql('query { listSkus { items { sku units } } }');
  return Object.fromEntries(
    listSkus.items.map(({ sku, units }: { sku: string; units: number }) => [sku, units]),
  );
}

/** Ends a subscription and returns the statuses that it delivered for one order, in order. */
export async function deliveredStatuses(subscription: Subscriber, orderId: string): Promise<string[]> {
  await subscription.close();
  return updatesOf(subscription)
    .filter((update) => update['orderId'] === orderId)
    .map((update) => update['status']);
}

const updatesOf = (subscription: Subscriber): Record<string, any>[] =>
  subscription.all().map(({ data }) => data.onOrderStatus);

/** Returns what the gateway captured less what it refunded for an order, in cents, by its own records. */
export async function keptCents(desk: Frontdesk, orderId: string): Promise<number> {
  const [line] = await items(desk, `GATEWAY#order:${orderId}`);
  return (line?.['capturedCents'] ?? 0) - (line?.['refundedCents'] ?? 0);
}

type Row = Record<string, any>;

/** Everything stored about orders, stock and money, at one instant. */
export interface StoredState {
  readonly orders: readonly Row[];
  readonly progress: ReadonlyMap<string, Row>;
  readonly payments: ReadonlyMap<string, Row>;
  readonly charges: ReadonlyMap<string, Row>;
  readonly skus: readonly Row[];
  readonly lots: readonly Row[];
}

/** Reads all orders and SKUs, or those whose ids begin with `prefix`. */
export async function readState(desk: Frontdesk, prefix = ''): Promise<StoredState> {
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

/** Checks what is true at every instant, whatever is in flight: stock adds up and is never negative, nobody pays twice. */
export function invariantsHold({ orders, progress, payments, charges, skus, lots }: StoredState): void {
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
 * Checks what is true once nothing is in flight: money and units agree with the statuses. Orders in `raw` may have
 * reached a status by a raw event, without a charge or an allocation.
 */
export function expectBalanced(state: StoredState, raw: ReadonlySet<string> = new Set()): void {
  invariantsHold(state);
  for (const { orderId, amountCents } of state.orders) {
    const { status = 'CREATED', stock } = state.progress.get(orderId) ?? {};
    const { capturedCents = 0, refundedCents = 0 } = state.charges.get(orderId) ?? {};
    const { paymentStatus } = state.payments.get(orderId) ?? {};
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
 * Checks that the statuses which a subscriber received for each order are a path through the state table and end with
 * the stored status. An event that the bus delivers again repeats the same status with the same `updatedOn`.
 */
export function statusesAreLawful(subscription: Subscriber, { orders, progress }: StoredState): void {
  for (const { orderId } of orders) {
    const updates = updatesOf(subscription).filter((update) => update['orderId'] === orderId);
    const delivered = [...new Set<OrderState>(updates.map(({ status }) => status))];
    expect(delivered[0]).toBe('CREATED');
    const unlawful = delivered.slice(1).filter((status, index) => !canMoveOrder(delivered[index]!, status));
    expect({ orderId, delivered, unlawful }).toEqual({ orderId, delivered, unlawful: [] });
    const moments = new Set(updates.map(({ status, updatedOn }) => `${status} ${updatedOn}`));
    expect(moments.size).toBe(delivered.length);
    const stored = progress.get(orderId)?.['status'] ?? 'CREATED';
    expect({ orderId, last: delivered.at(-1) }).toEqual({ orderId, last: stored });
  }
}

/** The path of the latest request of an operation. */
export function latestPath({ cloud }: Frontdesk, operation: string): Trace {
  const names = resourceNames(cloud.stacks);
  for (const kept of cloud.traces.latest(Infinity)) {
    const trace = readTrace(kept, names);
    if (trace.operation === operation) return trace;
  }
  throw new Error(`Nobody has made the request ${operation}`);
}

/** The way through a tree to the first node of a kind, with the first word of each name. */
export function stepsTo({ nodes }: Pick<Trace, 'nodes'>, kind: string, text = ''): string[] {
  const find = (among: readonly TraceNode[]): string[] | undefined => {
    for (const node of among) {
      const words = `${node.kind} ${node.name.replace(/\/.*/, '')}`;
      if (node.kind === kind && node.text.includes(text)) return [words];
      const below = find(node.children);
      if (below) return [words, ...below];
    }
    return undefined;
  };
  return find(nodes) ?? [];
}
