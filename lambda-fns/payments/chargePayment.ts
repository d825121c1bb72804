import type { Payment } from '../../model/payments/Payment.ts';
import { MAX_CHARGE_RETRIES } from '../../model/payments/states.ts';
import { currency } from '../../model/payments/rules.ts';
import type { Instant } from '../platform/now.ts';
import { entities } from './entities.ts';
import { gateway } from './gateway.ts';
import { giveUp } from './giveUp.ts';
import { ifStill } from '../platform/transact.ts';
import { recordAccepted } from './recordAccepted.ts';
import { recordRejected } from './recordRejected.ts';
import type { Subject } from './Subject.ts';
import { whereOpen } from './whereOpen.ts';

/** Charges a payment that, as far as the gateway's book says, is not charged yet, and records the outcome. */
export const chargePayment = async (payment: Payment, subject: Subject, now: Instant) => {
  const amountCents = payment.amountCents ?? (await subject.price());
  // Before the gateway is asked, so that whoever comes after a crash knows to enquire.
  if (payment.amountCents === undefined && !(await noteAmount(payment, amountCents, now))) return 'movedOn';
  const { paymentId } = payment;
  const charged = await gateway.charge({ paymentId, amountCents, currency });
  switch (charged.outcome) {
    case 'accepted':
      return recordAccepted(payment, subject, now);
    case 'rejected':
      return recordRejected(payment, subject, charged.reason, now);
    case 'failed':
      return payment.paymentRetries < MAX_CHARGE_RETRIES
        ? tryAgain(payment, charged.reason, now)
        : giveUp(payment, subject, charged.reason, now);
  }
};

const noteAmount = (payment: Payment, amountCents: number, now: Instant) =>
  ifStill(entities.Payment.patch(payment).set({ amountCents, updatedOn: now.iso }).where(whereOpen).go());

/** Counts the failure, and throws: the queue's back-off is the pause. */
const tryAgain = async (payment: Payment, reason: string, now: Instant): Promise<never> => {
  const { paymentRetries } = payment;
  await ifStill(
    entities.Payment.patch(payment)
      .set({
        paymentStatus: 'PAYMENT_FAILED',
        reason,
        updatedOn: now.iso,
        paymentRetries: paymentRetries + 1,
      })
      .where(
        (row, operators) =>
          `(${whereOpen(row, operators)}) AND ${operators.eq(row.paymentRetries, paymentRetries)}`,
      )
      .go(),
  );
  throw new Error(`The charge failed: ${reason}`);
};
