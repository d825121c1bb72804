import type { Payment } from '../../model/payments/Payment.ts';
import { statusesBefore } from '../../model/payments/rules.ts';
import type { Instant } from '../platform/now.ts';
import { entities } from './entities.ts';
import { gateway } from './gateway.ts';
import { ifStill } from '../platform/transact.ts';

/**
 * Ends a payment without money: whatever was charged goes back, and nothing can be charged after. First
 * the gateway, then the record: after a crash between them both are done again, with the effect of once.
 */
export const giveBack = async (payment: Payment, reason: string, now: Instant) => {
  const outcome = await gateway.refund(payment.paymentId);
  const paymentStatus = outcome === 'refunded' ? 'PAYMENT_REFUNDED' : 'PAYMENT_REJECTED';
  await ifStill(
    entities.Payment.patch(payment)
      .set({ paymentStatus, reason, updatedOn: now.iso })
      .where((row, { eq }) =>
        statusesBefore(paymentStatus)
          .map((status) => eq(row.paymentStatus, status))
          .join(' OR '),
      )
      .go(),
  );
  return paymentStatus;
};
