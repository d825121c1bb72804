import type { PayBooking } from '../../model/payments/messages.ts';
import { nextStep } from '../../model/payments/nextStep.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { isOpen } from '../../model/payments/states.ts';
import { now, type Instant } from '../now.ts';
import { chargePayment } from './chargePayment.ts';
import { entities } from './entities.ts';
import { gateway } from './gateway.ts';
import { giveBack } from './giveBack.ts';
import { findPaidBooking, type PaidBooking } from './PaidBooking.ts';
import { recordAccepted } from './recordAccepted.ts';
import { recordRejected } from './recordRejected.ts';

/**
 * Brings one payment from wherever it stands to its end. Where something else happened between reading
 * and recording, it begins again with what is there now.
 */
export const settleBookingPayment = async (message: PayBooking): Promise<string> => {
  const payment = await findPayment(message);
  // Its caller was told that it could not be queued, and it was not kept.
  if (!payment) return 'withdrawn';
  const instant = now();
  // Called off, or given up as failed: a delivery at the same time may have charged it all the same.
  if (payment.paymentStatus === 'PAYMENT_REJECTED')
    return giveBack(payment, payment.reason ?? 'Rejected', instant);
  if (!isOpen(payment.paymentStatus)) return 'duplicate';
  const outcome = await advance(payment, await findPaidBooking(message.bookingId), instant);
  return outcome === 'movedOn' ? settleBookingPayment(message) : outcome;
};

const findPayment = async ({ bookingId, attempt }: PayBooking) => {
  const key = { subject: 'BOOKING' as const, subjectId: bookingId, attempt };
  return (await entities.Payment.get(key).go({ consistent: true })).data;
};

const advance = async (payment: Payment, booking: PaidBooking, now: Instant) => {
  const charge = await knownCharge(payment);
  switch (nextStep(charge.outcome, booking.status)) {
    case 'charge':
      return chargePayment(payment, booking, now);
    case 'accept':
      return recordAccepted(payment, booking, now);
    case 'reject':
      return recordRejected(payment, booking, 'reason' in charge ? charge.reason : 'Rejected', now);
    case 'giveBack':
      return giveBack(payment, `The booking is ${booking.status}`, now);
  }
};

/** Where a charge may have been sent before, its outcome is asked for and never tried blindly. */
const knownCharge = (payment: Payment) =>
  payment.amountCents === undefined ? { outcome: 'none' as const } : gateway.enquire(payment.paymentId);
