import { expect } from 'vitest';
import { ORDER_PLACED_EVENT, orderEventNames } from '../../../model/orders/events.ts';
import { effectOf, orderStatuses, type OrderState } from '../../../model/orders/states.ts';
import { isOpenPayment } from '../../../model/payments/states.ts';
import type { Frontdesk } from '../given.ts';
import { items } from '../then.ts';
import { deadLetters, type DeadLetter } from './deadLetters.ts';
import { booksOf, type Books } from './then.ts';
import type { Ordered } from './when.ts';

/** What was answered with a ticket, of orders and SKUs whose ids begin with `prefix`. */
export interface Accepted {
  readonly prefix: string;
  readonly orders: Ordered[];
  readonly lots: { readonly sku: string; readonly lotId: string; readonly units: number }[];
}

type Row = Record<string, any>;

/** Something that is not done, and whose dead letter tells why. */
interface Waiting {
  readonly worker: string;
  readonly what: object;
  isNamedBy(letter: DeadLetter): boolean;
}

/**
 * What holds once everything has come to rest: each accepted request is done, or is a dead letter of the very
 * worker that should have done it, with a reason. Nothing is exempt, not even what raw events moved: an order
 * takes one in by announcing it, so whoever comes next hears of it as of any other. Orders that
 * were only placed by a raw event are looked at like the rest, and so is each raw event itself.
 */
export async function nothingIsLost(desk: Frontdesk, accepted: Accepted): Promise<void> {
  const books = await booksOf(desk, accepted.prefix);
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
    ...accepted.orders.flatMap((order) => unstored(order, books)),
    ...accepted.lots.flatMap((lot) => notInStock(lot, books)),
    ...books.orders.flatMap((order) => unfinished(order, books)),
    ...raw.flatMap((event) => notTakenIn(event, books)),
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

/** The order a ticket was given for, if it is still QUEUED; one that is stored says what was asked. */
function unstored({ orderId, lines }: Ordered, { orders }: Books): Waiting[] {
  const stored = orders.find((order) => order['orderId'] === orderId);
  if (!stored) return [aboutOrder('PlaceOrder', { orderId })];
  const asked = lines.map(({ sku, units, price }) => ({ sku, units, priceCents: Math.round(price * 100) }));
  expect({ orderId, lines: stored['lines'] }).toEqual({ orderId, lines: asked });
  return [];
}

function notInStock(lot: Accepted['lots'][number], { lots }: Books): Waiting[] {
  const stored = lots.find(({ sku, lotId }) => sku === lot.sku && lotId === lot.lotId);
  expect(stored?.['units'] ?? lot.units).toBe(lot.units);
  const isNamedBy = ({ body }: DeadLetter) => {
    const { sku, lotId } = body.detail?.eventData ?? {};
    return sku?.S === lot.sku && lotId?.S === lot.lotId;
  };
  return stored ? [] : [{ worker: 'RestockSku', what: lot, isNamedBy }];
}

/** Who gives back, or sells, what an order that ended holds. */
const stockWorkers: Partial<Record<OrderState, string>> = {
  PAYMENT_REJECTED: 'DeallocateOrderPaymentRejected',
  PAYMENT_ACCEPTED: 'CompleteOrderPaymentAccepted',
  SHIPPED: 'CompleteOrderPaymentAccepted',
  DELIVERED: 'CompleteOrderPaymentAccepted',
  CANCELED: 'CompensateCanceledOrder',
};

function unfinished({ orderId }: Row, { progress, payments }: Books): Waiting[] {
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

/** A raw event that its order could take in, now or later, or whose order is not there. */
function notTakenIn({ pk, eventName }: Row, { orders, progress }: Books): Waiting[] {
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
  ['apply', 'wait'].includes(
    effectOf(status, orderStatuses[(orderEventNames as readonly string[]).indexOf(eventName)]!),
  );
