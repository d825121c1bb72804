import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import type { appointmentEventData, stayEventData } from './eventSchemas.ts';
import { isStay, type StoredBooking } from './kinds.ts';
import { bookingStatuses, type BookingState } from './states.ts';

/** The name of the event that a booking reached a status. */
export const bookingEventNameOf = (status: BookingState) => `BOOKING_${status}_EVENT` as const;

export type BookingEventName = ReturnType<typeof bookingEventNameOf>;

/** One for each status. Marked as pure: a bundle that does not use it leaves it out. */
export const bookingEventNames: readonly BookingEventName[] = /* @__PURE__ */ bookingStatuses.map((status) =>
  bookingEventNameOf(status),
);

/** What is announced of a booking that stays as it is, because time has come near to something. */
export const bookingNoticeNames = ['BOOKING_ABOUT_TO_EXPIRE_EVENT', 'BOOKING_STARTS_SOON_EVENT'] as const;
export type BookingNoticeName = (typeof bookingNoticeNames)[number];

export type StayEventData = DataOf<typeof stayEventData>;
export type AppointmentEventData = DataOf<typeof appointmentEventData>;
export type BookingEventData = StayEventData | AppointmentEventData;

/** The data of the event that a booking reached `status` at `updatedOn` (ISO 8601). */
export const bookingEventDataOf = (
  booking: StoredBooking,
  { status, reason, updatedOn }: Pick<StayEventData, 'status' | 'reason' | 'updatedOn'>,
): BookingEventData => {
  const { id: bookingId, userId } = booking;
  if (isStay(booking)) {
    const { apartmentId, startDate, endDate } = booking;
    return { bookingId, userId, apartmentId, startDate, endDate, status, reason, updatedOn };
  }
  const { serviceId, serviceName, dateTime } = booking;
  return { bookingId, userId, apartmentId: '', serviceId, serviceName, dateTime, status, reason, updatedOn };
};

/** The row of a booking's event, written in the same transaction as the booking's status. */
export const bookingEventOf = (eventData: BookingEventData, nowSeconds: number, eventTtlDays: number) => ({
  bookingId: eventData.bookingId,
  eventName: bookingEventNameOf(eventData.status),
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});
