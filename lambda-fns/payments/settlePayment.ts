import type { Payment } from '../../model/payments/Payment.ts';
import { isOpenPayment } from '../../model/payments/states.ts';
import { type Instant, now } from '../platform/now.ts';
import { chargePayment } from './chargePayment.ts';
import { findPayment, type PaymentKey } from './findPayment.ts';
import { gateway } from './gateway.ts';
import { giveBack } from './giveBack.ts';
import { giveUp } from './giveUp.ts';
import { recordAccepted } from './recordAccepted.ts';
import { recordRejected } from './recordRejected.ts';
import type { Subject } from './Subject.ts';

/**
 * Brings one payment from wherever it stands to its end. Where something else happened between reading
 * and recording, it begins again with what is there now.
 */
export const settlePayment = async (
  key: PaymentKey,
  findSubject: () => Promise<Subject>,
): Promise<string> => {
  const payment = await findPayment(key);
  // It could not be queued, of which its caller was told; or its order had moved on before it was begun.
  if (!payment) return 'withdrawn';
  const instant = now();
  // Called off, or given up as failed: a delivery at the same time may have charged it all the same.
  if (payment.paymentStatus === 'PAYMENT_REJECTED')
    return giveBack(payment, payment.reason ?? 'Rejected', instant);
  if (!isOpenPayment(payment.paymentStatus)) return 'duplicate';
  const outcome = await advance(payment, await findSubject(), instant);
  return outcome === 'movedOn' ? settlePayment(key, findSubject) : outcome;
};

const advance = async (payment: Payment, subject: Subject, now: Instant) => {
  const charge = await knownCharge(payment);
  const reason = 'reason' in charge ? charge.reason : 'The gateway gave it back';
  switch (subject.nextStep(charge.outcome)) {
    case 'charge':
      return chargePayment(payment, subject, now);
    case 'accept':
      return recordAccepted(payment, subject, now);
    case 'reject':
      return recordRejected(payment, subject, reason, now);
    case 'giveUp':
      return giveUp(payment, subject, reason, now);
    case 'giveBack':
      return giveBack(payment, subject.standing, now);
  }
};

/** Where a charge may have been sent before, its outcome is asked for and never tried blindly. */
const knownCharge = (payment: Payment) =>
  payment.amountCents === undefined ? { outcome: 'none' as const } : gateway.enquire(payment.paymentId);
