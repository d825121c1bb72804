import { orderPaymentId } from '../../model/payments/keys.ts';
import type { AllocatedOrder } from '../../model/payments/messages.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { type Instant, now } from '../platform/now.ts';
import { chargePayment } from './chargePayment.ts';
import { entities } from './entities.ts';
import { orderPayment } from './findPayment.ts';
import { ifStill } from '../platform/transact.ts';
import { orderSubject } from './orderSubject.ts';
import { findPaidOrder } from './PaidOrder.ts';
import { settlePayment } from './settlePayment.ts';

/**
 * Pays for an order, once whatever is delivered again: whoever begins its payment charges it, and whoever
 * finds it begun settles it. What the event says is not asked again: only events that were written with
 * their order are announced, or raw ones that `syncOrder` took in and made say what is stored.
 */
export const settleOrderPayment = async (allocated: AllocatedOrder): Promise<string> => {
  const instant = now();
  const order = orderSubject(await findPaidOrder(allocated, { consistent: false }));
  if (order.nextStep('none') === 'charge') {
    const begun = await beginPayment(allocated, instant);
    const outcome = begun ? await chargePayment(begun, order, instant) : 'movedOn';
    if (outcome !== 'movedOn') return outcome;
  }
  return settlePayment(orderPayment(allocated.orderId), async () =>
    orderSubject(await findPaidOrder(allocated, { consistent: true })),
  );
};

/** With its amount, so that nobody needs to write it down before the charge; undefined where it was begun before. */
const beginPayment = async ({ orderId, userId, amountCents }: AllocatedOrder, now: Instant) => {
  const payment: Payment = {
    ...orderPayment(orderId),
    paymentId: orderPaymentId(orderId),
    userId,
    amountCents,
    paymentStatus: 'PAYMENT_PENDING',
    paymentRetries: 0,
    createdOn: now.iso,
    updatedOn: now.iso,
  };
  return (await ifStill(entities.Payment.create(payment).go())) ? payment : undefined;
};
