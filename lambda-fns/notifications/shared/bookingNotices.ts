import type { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import type { ServiceBooking } from '../../../model/bookings/ServiceBooking.ts';
import { isAboutToExpire, startsSoon } from '../../../model/bookings/states.ts';
import type { BookingFacts } from '../../../model/notifications/facts.ts';
import { bookingNotices, type BookingNotice } from '../../../model/notifications/kinds.ts';
import type { BookingMoved } from '../../../model/notifications/messages.ts';
import { PermanentError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { entities } from './entities.ts';
import type { Notice } from './inbox.ts';

type Booking = ApartmentBooking | ServiceBooking;

/** Whether what an event says of a booking is so. Of one that was cancelled since, it is not any more. */
const isSo: Readonly<Record<BookingNotice, (booking: Booking, now: Instant) => boolean>> = {
  BOOKING_APPROVED_EVENT: ({ status }) => ['APPROVED', 'PAID', 'COMPLETED'].includes(status),
  BOOKING_REJECTED_EVENT: ({ status }) => status === 'REJECTED',
  BOOKING_EXPIRED_EVENT: ({ status }) => status === 'EXPIRED',
  BOOKING_PAYMENT_REJECTED_EVENT: ({ status }) => ['APPROVED', 'PAID', 'COMPLETED'].includes(status),
  BOOKING_ABOUT_TO_EXPIRE_EVENT: (booking, now) => isAboutToExpire(booking, now.iso),
  BOOKING_STARTS_SOON_EVENT: (booking, now) => startsSoon(booking, now.iso),
};

/**
 * What people are told of an event of a booking, if the booking is so: anybody who may write raw events could have made it up.
 * Staff is told what waits for staff, and the booking's owner everything else.
 */
export const findBookingNotices = async (
  { eventName, bookingId, paymentId }: BookingMoved,
  now: Instant,
): Promise<Notice[]> => {
  const booking = await findBooking(bookingId);
  if (!isSo[eventName](booking, now)) return [];
  const isPayment = eventName === 'BOOKING_PAYMENT_REJECTED_EVENT';
  if (isPayment && !(await isRefused(bookingId, paymentId))) return [];
  const { facts, caretaker } = await describeBooking(booking);
  const people =
    eventName === 'BOOKING_ABOUT_TO_EXPIRE_EVENT' ? await findStaff(caretaker) : [booking.userId];
  return people.map((userId) => ({
    userId,
    kind: bookingNotices[eventName],
    cause: [eventName, bookingId, ...(isPayment ? [`${paymentId}`] : [])],
    subject: { bookingId },
    facts: { ...facts, holdUntil: booking.holdUntil },
  }));
};

/** The booking as it is now. An entity finds no row of another kind. */
const findBooking = async (id: string): Promise<Booking> => {
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

interface Described {
  readonly facts: BookingFacts;
  /** Of its apartment. */
  readonly caretaker?: string | undefined;
}

/** How a booking is called. An apartment that is gone is called by its id. */
const describeBooking = async (booking: Booking): Promise<Described> => {
  if ('apartmentId' in booking) {
    const { apartmentId, startDate, endDate } = booking;
    const { data: apartment } = await entities.Apartment.get({ id: apartmentId }).go();
    const apartmentNumber = apartment?.apartmentNumber ?? apartmentId;
    return { facts: { apartmentNumber, startDate, endDate }, caretaker: apartment?.caretaker };
  }
  const { serviceId, serviceName, dateTime } = booking;
  const { data: service } = await entities.Product.get({ productId: serviceId }).go();
  return { facts: { serviceName, dateTime, timeZone: service?.timeZone ?? 'UTC' } };
};

/** The most of the staff that are told of one booking. Chosen. */
const MOST_STAFF = 50;

/** The apartment's caretaker; where there is none, everybody of the staff. */
const findStaff = async (caretaker: string | undefined): Promise<string[]> => {
  if (caretaker) return [caretaker];
  const { data } = await entities.User.query
    .all({})
    .where(({ userType, enabled }, { eq }) =>
      [`(${eq(userType, 'ADMIN')} OR ${eq(userType, 'CARETAKER')})`, eq(enabled, true)].join(' AND '),
    )
    .go({ pages: 'all' });
  return data.slice(0, MOST_STAFF).map(({ id }) => id);
};
