import { bookingEventOf, bookingEventDataOf } from '../../model/bookings/events.ts';
import { BOOKING_PAYMENT_REJECTED_EVENT, paymentRefusedReason } from '../../model/payments/events.ts';
import { nextBookingStep } from '../../model/payments/rules.ts';
import { environment } from '../platform/environment.ts';
import type { Instant } from '../platform/now.ts';
import { isStay, priceOf, type PaidBooking } from './PaidBooking.ts';
import type { Subject, Writes } from './Subject.ts';

/** Paying for a booking: PAID, or still APPROVED and to be paid again. */
export const bookingSubject = (booking: PaidBooking): Subject => ({
  standing: `The booking is ${booking.status}`,
  nextStep: (charge) => nextBookingStep(charge, booking.status),
  price: () => priceOf(booking),
  whenAccepted: (writes, now) => [
    patchApproved(writes, booking, { status: 'PAID' }, now),
    writes.BookingEvent.create(eventOf(booking, { status: 'PAID', reason: '' }, now)).commit(),
  ],
  whenRejected: (writes, { paymentId }, reason, now) => {
    const refused = { status: booking.status, reason: paymentRefusedReason(reason) };
    const event = eventOf(booking, refused, now);
    return [
      patchApproved(writes, booking, { reason: refused.reason }, now),
      writes.PaymentEvent.create({
        ...event,
        eventName: BOOKING_PAYMENT_REJECTED_EVENT,
        paymentId,
      }).commit(),
    ];
  },
});

type Told = Pick<Parameters<typeof bookingEventDataOf>[1], 'status' | 'reason'>;

const eventOf = (booking: PaidBooking, told: Told, now: Instant) => {
  const eventData = bookingEventDataOf(booking, { ...told, updatedOn: now.iso });
  return bookingEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS);
};

type Change = { readonly status: 'PAID' } | { readonly reason: string };

/** Changes a booking of either kind, if it is still APPROVED. What is PAID has no reason any more. */
const patchApproved = (writes: Writes, booking: PaidBooking, change: Change, now: Instant) => {
  const key = { id: booking.id };
  const set = { ...change, updatedOn: now.iso };
  const settled = 'status' in change ? (['reason'] as const) : [];
  return isStay(booking)
    ? writes.ApartmentBooking.patch(key)
        .set(set)
        .remove([...settled])
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit()
    : writes.ServiceBooking.patch(key)
        .set(set)
        .remove([...settled])
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit();
};
