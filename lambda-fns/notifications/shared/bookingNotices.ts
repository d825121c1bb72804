import type { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import type { ServiceBooking } from '../../../model/bookings/ServiceBooking.ts';
import type { BookingFacts } from '../../../model/notifications/facts.ts';
import { bookingNotices, type BookingNotice } from '../../../model/notifications/kinds.ts';
import type { BookingMoved } from '../../../model/notifications/messages.ts';
import { PermanentError } from '../../platform/errors.ts';
import { entities } from './entities.ts';
import type { Notice } from './inbox.ts';

type Booking = ApartmentBooking | ServiceBooking;

/** The statuses of a booking of which an event is still true. One that was cancelled since is over in another way. */
const statusesOf: Readonly<Record<BookingNotice, readonly Booking['status'][]>> = {
  BOOKING_APPROVED_EVENT: ['APPROVED', 'PAID', 'COMPLETED'],
  BOOKING_REJECTED_EVENT: ['REJECTED'],
  BOOKING_EXPIRED_EVENT: ['EXPIRED'],
  BOOKING_PAYMENT_REJECTED_EVENT: ['APPROVED', 'PAID', 'COMPLETED'],
};

/**
 * What a booking's owner is told of an event, if the booking is so: anybody who may write raw events could have made it up.
 * Undefined where it is not so any more.
 */
export const findBookingNotice = async ({
  eventName,
  bookingId,
  paymentId,
}: BookingMoved): Promise<Notice<(typeof bookingNotices)[BookingNotice]> | undefined> => {
  const booking = await findBooking(bookingId);
  if (!statusesOf[eventName].includes(booking.status)) return undefined;
  const isPayment = eventName === 'BOOKING_PAYMENT_REJECTED_EVENT';
  if (isPayment && !(await isRefused(bookingId, paymentId))) return undefined;
  return {
    userId: booking.userId,
    kind: bookingNotices[eventName],
    cause: [eventName, bookingId, ...(isPayment ? [`${paymentId}`] : [])],
    subject: { bookingId },
    facts: await bookingFactsOf(booking),
  };
};

/** The booking as it is now. An entity finds no row of another kind. */
export const findBooking = async (id: string): Promise<Booking> => {
  const { data: stay } = await entities.ApartmentBooking.get({ id }).go({ consistent: true });
  if (stay) return stay;
  const { data: appointment } = await entities.ServiceBooking.get({ id }).go({ consistent: true });
  if (appointment) return appointment;
  throw new PermanentError('NotFound', `There is no booking ${id}`);
};

/** Whether this payment of the booking came to nothing. Events of an earlier version name none. */
const isRefused = async (bookingId: string, paymentId: string | undefined) => {
  const { data } = await entities.Payment.query
    .bySubject({ subject: 'BOOKING', subjectId: bookingId })
    .go({ consistent: true, pages: 'all' });
  return data.some(
    (payment) =>
      payment.paymentId === paymentId &&
      ['PAYMENT_REJECTED', 'PAYMENT_REFUNDED'].includes(payment.paymentStatus),
  );
};

/** How a booking is called. An apartment or a service that is gone is called by its id. */
export const bookingFactsOf = async (booking: Booking): Promise<BookingFacts> => {
  if ('apartmentId' in booking) {
    const { apartmentId, startDate, endDate } = booking;
    const { data: apartment } = await entities.Apartment.get({ id: apartmentId }).go();
    return { apartmentNumber: apartment?.apartmentNumber ?? apartmentId, startDate, endDate };
  }
  const { serviceId, serviceName, dateTime } = booking;
  const { data: service } = await entities.Product.get({ productId: serviceId }).go();
  return { serviceName, dateTime, timeZone: service?.timeZone ?? 'UTC' };
};
