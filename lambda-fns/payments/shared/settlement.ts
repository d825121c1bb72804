import type { Payment } from '../../../model/payments/Payment.ts';
import { isOpenPayment, MAX_CHARGE_RETRIES } from '../../../model/payments/states.ts';
import { environment } from '../../platform/environment.ts';
import { RetryableError } from '../../platform/errors.ts';
import { now, type Instant } from '../../platform/now.ts';
import { conditionMet, retryWhenOutdated } from '../../platform/transact.ts';
import { gateway } from '../gateway/gateway.ts';
import { entities, findPayment, type PaymentKey } from './entities.ts';
import {
  isOpenCondition,
  recordAccepted,
  recordHeld,
  recordRejected,
  refundPayment,
  rejectAndBar,
} from './outcomes.ts';
import type { PaymentSubject } from './subjects.ts';

/** Brings one payment from wherever it is to its end, and returns a word for how it ended. */
export const settlePayment = (key: PaymentKey, findSubject: () => Promise<PaymentSubject>): Promise<string> =>
  retryWhenOutdated(async () => {
    const payment = await findPayment(key);
    // It could not be queued, and its caller knows; or its order had moved on before it was begun.
    if (!payment) return 'withdrawn';
    const instant = now();
    // Called off, or rejected after its charges failed: a delivery at the same time may have charged it all the same.
    if (['PAYMENT_REJECTED', 'PAYMENT_VOIDED'].includes(payment.paymentStatus))
      return refundPayment(payment, payment.reason ?? 'Rejected', instant);
    if (!isOpenPayment(payment.paymentStatus)) return 'duplicate';
    const subject = await findSubject();
    if (subject.goal === 'hold' && payment.paymentStatus === 'PAYMENT_AUTHORIZED') return 'duplicate';
    return takeNextStep(payment, subject, instant);
  });

const takeNextStep = async (payment: Payment, subject: PaymentSubject, now: Instant) => {
  const charge = await findCharge(payment);
  const reason = subject.denial ?? ('reason' in charge ? charge.reason : 'The gateway gave it back');
  switch (subject.nextStep(charge.outcome)) {
    case 'hold':
    case 'charge':
      return chargePayment(payment, subject, now);
    case 'acceptHeld':
      return recordHeld(payment, subject, now);
    case 'accept':
      return recordAccepted(payment, subject, now);
    case 'reject':
      return recordRejected(payment, subject, reason, now);
    case 'rejectAndBar':
      return rejectAndBar(payment, subject, reason, now);
    case 'refund':
      // Read once more behind the subject, which another delivery may have paid since the payment was read.
      return (await isStillOpen(payment)) ? refundPayment(payment, subject.refundReason, now) : 'outdated';
  }
};

const isStillOpen = async (payment: Payment) => {
  const latest = await findPayment(payment);
  return latest !== null && isOpenPayment(latest.paymentStatus);
};

/**
 * Asks the gateway for the outcome of a charge that may have been sent before: it is never repeated blindly.
 */
const findCharge = (payment: Payment) =>
  payment.amountCents === undefined ? { outcome: 'none' as const } : gateway.enquire(payment.paymentId);

/** Charges a payment that the gateway, as far as it says, has not charged yet, or has its amount held, and records the outcome. */
export const chargePayment = async (payment: Payment, subject: PaymentSubject, now: Instant) => {
  const amountCents = payment.amountCents ?? (await subject.price());
  // Before the gateway is asked, so that whoever comes after a crash knows to enquire.
  if (payment.amountCents === undefined && !(await recordAmount(payment, amountCents, now)))
    return 'outdated';
  const { paymentId } = payment;
  const currency = environment.PAYMENT_CURRENCY;
  const holds = subject.goal === 'hold';
  const charged = await gateway[holds ? 'authorize' : 'charge']({ paymentId, amountCents, currency });
  switch (charged.outcome) {
    case 'accepted':
      return holds ? recordHeld(payment, subject, now) : recordAccepted(payment, subject, now);
    case 'rejected':
      return recordRejected(payment, subject, charged.reason, now);
    case 'failed':
      return payment.paymentRetries < MAX_CHARGE_RETRIES
        ? retryCharge(payment, charged.reason, now)
        : rejectAndBar(payment, subject, charged.reason, now);
  }
};

const recordAmount = (payment: Payment, amountCents: number, now: Instant) =>
  conditionMet(
    entities.Payment.patch(payment).set({ amountCents, updatedOn: now.iso }).where(isOpenCondition).go(),
  );

/** Counts the failure and throws: the queue delivers the message again after a pause. */
const retryCharge = async (payment: Payment, reason: string, now: Instant): Promise<never> => {
  const { paymentRetries } = payment;
  await conditionMet(
    entities.Payment.patch(payment)
      .set({
        paymentStatus: 'PAYMENT_FAILED',
        reason,
        updatedOn: now.iso,
        paymentRetries: paymentRetries + 1,
      })
      .where(
        (row, operators) =>
          `(${isOpenCondition(row, operators)}) AND ${operators.eq(row.paymentRetries, paymentRetries)}`,
      )
      .go(),
  );
  throw new RetryableError('InternalFailure', `The charge failed: ${reason}`);
};
