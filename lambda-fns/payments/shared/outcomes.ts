import type { Payment } from '../../../model/payments/Payment.ts';
import { statusesBefore } from '../../../model/payments/rules.ts';
import { isOpenPayment, paymentStatuses, type PaymentState } from '../../../model/payments/states.ts';
import type { Instant } from '../../platform/now.ts';
import { conditionMet, transact, type TransactionItem } from '../../platform/transact.ts';
import { gateway } from '../gateway/gateway.ts';
import { entities, type Writes } from './entities.ts';
import type { PaymentSubject } from './subjects.ts';

/**
 * Records a payment as accepted and its subject as paid, with the event, unless either has changed meanwhile.
 */
export const recordAccepted = (payment: Payment, subject: PaymentSubject, now: Instant) =>
  record('accepted', (writes) => [
    {
      write: writes.Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_ACCEPTED', updatedOn: now.iso })
        .remove(['reason'])
        .where(isOpenCondition)
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...subject.itemsOfAcceptance(writes, now),
  ]);

/** Records a payment as rejected, with the event of it. Its subject says why. */
export const recordRejected = (payment: Payment, subject: PaymentSubject, reason: string, now: Instant) =>
  record('rejected', (writes) => [
    {
      write: writes.Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_REJECTED', reason, updatedOn: now.iso })
        .where(isOpenCondition)
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...subject.itemsOfRejection(writes, payment, reason, now),
  ]);

/** Writes an outcome in one transaction: the payment, its subject, and the event. */
const record = async <Outcome extends string>(
  outcome: Outcome,
  itemsOf: (writes: Writes) => readonly TransactionItem<'outdated'>[],
): Promise<Outcome | 'outdated'> => {
  const [failed] = await transact(entities, itemsOf);
  return failed ?? outcome;
};

const openStatuses = paymentStatuses.filter(isOpenPayment);

/** The condition of every write that must not touch a payment that has ended. */
export const isOpenCondition = <Attribute>(
  { paymentStatus }: { paymentStatus: Attribute },
  { eq }: { eq(attribute: Attribute, value: PaymentState): string },
) => openStatuses.map((status) => eq(paymentStatus, status)).join(' OR ');

/**
 * Rejects a payment, and only then bars its key at the gateway: another delivery may be charging it right
 * now.
 */
export const rejectAndBar = async (
  payment: Payment,
  subject: PaymentSubject,
  reason: string,
  now: Instant,
) => {
  const outcome = await recordRejected(payment, subject, reason, now);
  return outcome === 'rejected' ? refundPayment(payment, reason, now) : outcome;
};

/**
 * Ends a payment without money: whatever was charged is refunded, and nothing can be charged after. The
 * gateway comes first, then the record: after a crash between them, both are done again with the effect of
 * once.
 */
export const refundPayment = async (payment: Payment, reason: string, now: Instant) => {
  const outcome = await gateway.refund(payment.paymentId);
  const paymentStatus = outcome === 'refunded' ? 'PAYMENT_REFUNDED' : 'PAYMENT_REJECTED';
  await conditionMet(
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
