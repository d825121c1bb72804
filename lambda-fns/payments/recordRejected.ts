import { createWriteTransaction } from 'electrodb';
import { bookingEventOf } from '../../model/bookings/events.ts';
import { BOOKING_PAYMENT_REJECTED_EVENT, paymentRefused } from '../../model/payments/events.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import { environment } from '../environment.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { entities } from './entities.ts';
import type { PaidBooking } from './PaidBooking.ts';
import { whereOpen } from './whereOpen.ts';

/** The payment is rejected; its booking stays APPROVED, says why, and its owner is told. */
export const recordRejected = async (
  payment: Payment,
  booking: PaidBooking,
  reason: string,
  now: Instant,
) => {
  const refused = paymentRefused(reason);
  const { canceled, data } = await createWriteTransaction(
    entities,
    ({ ApartmentBooking, Payment, PaymentEvent }) => [
      Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_REJECTED', reason, updatedOn: now.iso })
        .where(whereOpen)
        .commit(),
      ApartmentBooking.patch({ id: booking.id })
        .set({ reason: refused, updatedOn: now.iso })
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit(),
      PaymentEvent.create(eventOf(payment, booking, refused, now)).commit(),
    ],
  ).go();
  return canceled ? explain(data) : 'rejected';
};

const eventOf = ({ paymentId }: Payment, booking: PaidBooking, reason: string, now: Instant) => {
  const { id: bookingId, userId, apartmentId, startDate, endDate, status } = booking;
  const eventData = { bookingId, userId, apartmentId, startDate, endDate, status, reason };
  return {
    ...bookingEventOf({ ...eventData, updatedOn: now.iso }, now.seconds, environment.EVENT_TTL_DAYS),
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
