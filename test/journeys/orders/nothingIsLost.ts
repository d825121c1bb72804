import { expect } from 'vitest';
import { ORDER_PLACED_EVENT, orderEventNames } from '../../../model/orders/events.ts';
import { effectOf, orderStatuses, type OrderState } from '../../../model/orders/states.ts';
import { isOpenPayment } from '../../../model/payments/states.ts';
import type { Frontdesk } from '../given.ts';
import { items } from '../then.ts';
import { deadLetters, type DeadLetter } from './deadLetters.ts';
import { readState, type StoredState } from './then.ts';
import type { Ordered } from './when.ts';

/** The requests that got a ticket, for orders and SKUs whose ids begin with `prefix`. */
export interface Accepted {
  readonly prefix: string;
  readonly orders: Ordered[];
  readonly lots: { readonly sku: string; readonly lotId: string; readonly units: number }[];
}

type Row = Record<string, any>;

/** Work that is not done, and the worker that must have a dead letter for it. */
interface Waiting {
  readonly worker: string;
  readonly what: object;
  isNamedBy(letter: DeadLetter): boolean;
}

/**
 * Checks what is true once nothing is in flight: each accepted request is done, or is a dead letter of the worker
 * that should have done it, with a reason. Nothing is exempt, not even orders that raw events moved: an order that
 * applies a raw event announces it, so later workers get it like any other event. Orders that were placed only by a raw
 * event are checked like the rest, and so is each raw event itself.
 */
export async function nothingIsLost(desk: Frontdesk, accepted: Accepted): Promise<void> {
  const state = await readState(desk, accepted.prefix);
  const letters = await deadLetters(desk);
  for (const { worker, attributes } of letters)
    expect({ worker, ...attributes }).toMatchObject({
      ErrorCode: expect.stringMatching(/./),
      Reason: expect.stringMatching(/./),
    });
  const raw = (await items(desk, `EVENTS#ORDER_ID#${accepted.prefix}`)).filter(
    ({ applied }) => applied === false,
  );
  const waiting = [
    ...accepted.orders.flatMap((order) => unstored(order, state)),
    ...accepted.lots.flatMap((lot) => notInStock(lot, state)),
    ...state.orders.flatMap((order) => unfinished(order, state)),
    ...raw.flatMap((event) => notApplied(event, state)),
  ];
  const lost = waiting.filter(
    ({ worker, isNamedBy }) => !letters.some((letter) => letter.worker === worker && isNamedBy(letter)),
  );
  expect(lost.map(({ worker, what }) => ({ worker, what }))).toEqual([]);
}

const aboutOrder = (worker: string, what: { readonly orderId: string }): Waiting => ({
  worker,
  what,
  isNamedBy: ({ attributes }) => attributes['EntityId'] === what.orderId,
});

/** Returns the order of a ticket if it is not stored. A stored one must have the content of its request. */
function unstored({ orderId, lines }: Ordered, { orders }: StoredState): Waiting[] {
  const stored = orders.find((order) => order['orderId'] === orderId);
  if (!stored) return [aboutOrder('PlaceOrder', { orderId })];
  const asked = lines.map(({ sku, units, price }) => ({
    sku,
    units,
    ...(price !== undefined && { priceCents: Math.round(price * 100) }),
  }));
  expect({ orderId, lines: stored['lines'] }).toMatchObject({ orderId, lines: asked });
  return [];
}

function notInStock(lot: Accepted['lots'][number], { lots }: StoredState): Waiting[] {
  const stored = lots.find(({ sku, lotId }) => sku === lot.sku && lotId === lot.lotId);
  expect(stored?.['units'] ?? lot.units).toBe(lot.units);
  const isNamedBy = ({ body }: DeadLetter) => {
    const { sku, lotId } = body.detail?.eventData ?? {};
    return sku?.S === lot.sku && lotId?.S === lot.lotId;
  };
  return stored ? [] : [{ worker: 'RestockSku', what: lot, isNamedBy }];
}

/** The worker that releases, or sells, the units that an ended order still has. */
const stockWorkers: Partial<Record<OrderState, string>> = {
  PAYMENT_REJECTED: 'DeallocateOrderPaymentRejected',
  PAYMENT_ACCEPTED: 'CompleteOrderPaymentAccepted',
  READY: 'CompleteOrderPaymentAccepted',
  SHIPPED: 'CompleteOrderPaymentAccepted',
  DELIVERED: 'CompleteOrderPaymentAccepted',
  CANCELED: 'CompensateCanceledOrder',
};

function unfinished({ orderId }: Row, { progress, payments }: StoredState): Waiting[] {
  const { status = 'CREATED', stock } = progress.get(orderId) ?? {};
  const { paymentStatus } = payments.get(orderId) ?? {};
  const what = { orderId, status, stock, paymentStatus };
  const workers = [
    status === 'CREATED' && 'AllocateOrderStock',
    (status === 'STOCK_ALLOCATED' || (paymentStatus && isOpenPayment(paymentStatus))) &&
      'ProcessOrderPayment',
    status !== 'STOCK_ALLOCATED' && stock === 'HELD' && stockWorkers[status as OrderState],
  ];
  return workers.filter((worker) => !!worker).map((worker) => aboutOrder(`${worker}`, what));
}

/** Returns a raw event that could still be applied to its order, or whose order is missing. */
function notApplied({ pk, eventName }: Row, { orders, progress }: StoredState): Waiting[] {
  const orderId = pk.slice('EVENTS#ORDER_ID#'.length);
  const status = orders.some((order) => order['orderId'] === orderId)
    ? (progress.get(orderId)?.['status'] ?? 'CREATED')
    : undefined;
  if (status && !isDue(status, eventName)) return [];
  const { isNamedBy, ...waiting } = aboutOrder('SyncOrder', { orderId });
  return [
    {
      ...waiting,
      what: { orderId, status, eventName },
      isNamedBy: (letter) => isNamedBy(letter) && letter.body.detail.eventName === eventName,
    },
  ];
}

const isDue = (status: OrderState, eventName: string) =>
  eventName !== ORDER_PLACED_EVENT &&
  // Only a shopping list makes an order READY.
  eventName !== 'ORDER_READY_EVENT' &&
  ['apply', 'wait'].includes(
    effectOf(status, orderStatuses[(orderEventNames as readonly string[]).indexOf(eventName)]!),
  );
