import { paymentRefusedReason } from '../../model/payments/events.ts';
import { acceptedOrder, nextOrderStep, type PayableOrder } from '../../model/payments/rules.ts';
import { announceOrder, moveOrder } from '../platform/moveOrder.ts';
import type { Instant } from '../platform/now.ts';
import type { PaidOrder } from './PaidOrder.ts';
import type { Subject, Writes } from './Subject.ts';

/** Paying for an order: PAYMENT_ACCEPTED with its units sold, or PAYMENT_REJECTED for good. */
export const orderSubject = (order: PaidOrder): Subject => ({
  standing: `The order is ${order.status}`,
  nextStep: (charge) => nextOrderStep(charge, order),
  price: async () => order.amountCents,
  whenAccepted: (writes, now) => {
    const accepted = acceptedOrder(order);
    return accepted ? moveItems(writes, order, accepted, '', now) : [stillItem(writes, order)];
  },
  whenRejected: (writes, _payment, reason, now) => {
    const rejected = { status: 'PAYMENT_REJECTED', stock: order.stock } as const;
    return moveItems(writes, order, rejected, paymentRefusedReason(reason), now);
  },
});

/** The order from where it was read to somewhere else, and the event that tells of it. */
const moveItems = (writes: Writes, order: PaidOrder, to: PayableOrder, reason: string, now: Instant) => {
  const { orderId, userId, amountCents, status, stock } = order;
  const event = { orderId, userId, amountCents, ...to, reason, updatedOn: now.iso };
  return [
    moveOrder(writes.OrderProgress, { status, stock: stock || undefined }, event),
    announceOrder(writes.OrderEvent, event, now),
  ];
};

/** That the order stands where it was read, and was not canceled meanwhile. */
const stillItem = ({ OrderProgress }: Writes, { orderId, status }: PaidOrder) =>
  OrderProgress.check({ orderId })
    .where((row, { eq }) => eq(row.status, status))
    .commit();
