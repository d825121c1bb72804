import { createWriteTransaction } from 'electrodb';
import { bookingEventOf, eventDataOf } from '../../model/bookings/events.ts';
import { BOOKING_PAYMENT_REJECTED_EVENT, paymentRefused } from '../../model/payments/events.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import { environment } from '../environment.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { entities } from './entities.ts';
import type { PaidBooking } from './PaidBooking.ts';
import { patchApproved } from './patchApproved.ts';
import { whereOpen } from './whereOpen.ts';

/** The payment is rejected; its booking stays APPROVED, says why, and its owner is told. */
export const recordRejected = async (
  payment: Payment,
  booking: PaidBooking,
  reason: string,
  now: Instant,
) => {
  const refused = paymentRefused(reason);
  const { canceled, data } = await createWriteTransaction(entities, (writes) => [
    writes.Payment.patch(payment)
      .set({ paymentStatus: 'PAYMENT_REJECTED', reason, updatedOn: now.iso })
      .where(whereOpen)
      .commit(),
    patchApproved(writes, booking, { reason: refused }, now),
    writes.PaymentEvent.create(eventOf(payment, booking, refused, now)).commit(),
  ]).go();
  return canceled ? explain(data) : 'rejected';
};

const eventOf = ({ paymentId }: Payment, booking: PaidBooking, reason: string, now: Instant) => {
  const eventData = eventDataOf(booking, { status: booking.status, reason, updatedOn: now.iso });
  return {
    ...bookingEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS),
    eventName: BOOKING_PAYMENT_REJECTED_EVENT,
    paymentId,
  };
};

const explain = (reasons: readonly Reason[]) => {
  const [payment, booking, event] = reasons;
  if (failedCondition(payment) || failedCondition(booking)) return 'movedOn';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'This payment was rejected before');
  throw canceledError(reasons);
};
