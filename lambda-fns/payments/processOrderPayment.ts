import { orderPaymentId } from '../../model/payments/keys.ts';
import { AllocatedOrder } from '../../model/payments/messages.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now, type Instant } from '../platform/now.ts';
import { conditionMet } from '../platform/transact.ts';
import { entities, orderPayment } from './shared/entities.ts';
import { chargePayment, settlePayment } from './shared/settlement.ts';
import { findPaidOrder, orderSubject, type PaidOrder } from './shared/subjects.ts';

/** Follows an allocation: charges for the order whose units are held, or records why it is not paid for. */
export const handler = eachRecord({
  step: 'processOrderPayment',
  schema: AllocatedOrder,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  independent: true,
  handle: async (allocated) => {
    const instant = now();
    const order = await findPaidOrder(allocated, { consistent: false });
    const subject = orderSubject(order);
    if (subject.nextStep('none') === 'charge') {
      const payment = await beginPayment(order, instant);
      const outcome = payment ? await chargePayment(payment, subject, instant) : 'outdated';
      if (outcome !== 'outdated') return outcome;
    }
    return settlePayment(orderPayment(allocated.orderId), async () =>
      orderSubject(await findPaidOrder(allocated, { consistent: true })),
    );
  },
});

/**
 * Creates the payment of an order, with its amount, so that nobody has to record that before the charge.
 * Returns undefined where another delivery created it before.
 */
const beginPayment = async ({ orderId, userId, amountCents }: PaidOrder, now: Instant) => {
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
  return (await conditionMet(entities.Payment.create(payment).go())) ? payment : undefined;
};
