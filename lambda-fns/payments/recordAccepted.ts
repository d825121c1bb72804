import { createWriteTransaction } from 'electrodb';
import { bookingEventOf, eventDataOf } from '../../model/bookings/events.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import { environment } from '../environment.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { entities } from './entities.ts';
import type { PaidBooking } from './PaidBooking.ts';
import { patchApproved } from './patchApproved.ts';
import { whereOpen } from './whereOpen.ts';

/** The payment is accepted and its booking PAID, with the event: all, or nothing where either moved on. */
export const recordAccepted = async (payment: Payment, booking: PaidBooking, now: Instant) => {
  const { canceled, data } = await createWriteTransaction(entities, (writes) => [
    writes.Payment.patch(payment)
      .set({ paymentStatus: 'PAYMENT_ACCEPTED', updatedOn: now.iso })
      .remove(['reason'])
      .where(whereOpen)
      .commit(),
    patchApproved(writes, booking, { status: 'PAID' }, now),
    writes.BookingEvent.create(eventOf(booking, now)).commit(),
  ]).go();
  return canceled ? explain(data) : 'accepted';
};

const eventOf = (booking: PaidBooking, now: Instant) => {
  const eventData = eventDataOf(booking, { status: 'PAID', reason: '', updatedOn: now.iso });
  return bookingEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS);
};

const explain = (reasons: readonly Reason[]) => {
  const [payment, booking, event] = reasons;
  if (failedCondition(payment) || failedCondition(booking)) return 'movedOn';
  if (failedCondition(event))
    throw new PermanentError('StateConflict', 'An approved booking was paid before');
  throw canceledError(reasons);
};
