import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingState } from '../../../model/bookings/states.ts';
import type { CalendarBooking } from './bookings.ts';

/** What is over in a bad way stays as cancelled, because calendars keep what they are told no more of. */
const STATUSES: Readonly<Record<BookingState, ICalEventStatus>> = {
  PENDING: ICalEventStatus.TENTATIVE,
  APPROVED: ICalEventStatus.CONFIRMED,
  PAID: ICalEventStatus.CONFIRMED,
  COMPLETED: ICalEventStatus.CONFIRMED,
  REJECTED: ICalEventStatus.CANCELLED,
  CANCELLED: ICalEventStatus.CANCELLED,
  EXPIRED: ICalEventStatus.CANCELLED,
};

const REFRESH_SECONDS = 60 * 60;

/**
 * An iCalendar of bookings, the same text for the same bookings. Stays are of whole days, in no time zone, and end at the day of
 * leaving, which is not part of them; appointments are instants in UTC. The library escapes and folds texts.
 * https://www.rfc-editor.org/rfc/rfc5545
 */
export const calendarOf = (bookings: readonly CalendarBooking[]): string => {
  const calendar = ical({
    name: 'Frontdesk',
    prodId: { company: 'Frontdesk', product: 'Bookings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const booking of bookings.toSorted((one, other) => one.start.localeCompare(other.start)))
    calendar.createEvent({
      id: `${booking.id}@frontdesk`,
      summary: plain(booking.title),
      start: booking.start,
      end: booking.end,
      allDay: booking.isAllDay,
      status: STATUSES[booking.status],
      stamp: booking.updatedOn,
      created: booking.createdOn,
      lastModified: booking.updatedOn,
      // Grows with each change: https://www.rfc-editor.org/rfc/rfc5545#section-3.8.7.4
      sequence: Math.max(
        0,
        Math.round((Date.parse(booking.updatedOn) - Date.parse(booking.createdOn)) / 1000),
      ),
    });
  return calendar.toString();
};

/** Without control characters, which no text of a calendar may have. */
const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ');
