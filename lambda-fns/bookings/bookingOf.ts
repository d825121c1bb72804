import { bookingEventOf } from '../../model/bookings/events.ts';
import type { CreateApartmentBooking } from '../../model/bookings/messages.ts';
import type { BookingState } from '../../model/bookings/states.ts';
import { environment } from '../environment.ts';
import type { Instant } from '../now.ts';

/** How a request begins its stored life. */
export interface Beginning {
  readonly status: BookingState;
  /** `''` where there is none. */
  readonly reason: string;
}

/** The booking of a request, and the event of it. */
export const bookingOf = (request: CreateApartmentBooking, { status, reason }: Beginning, now: Instant) => {
  const { bookingId, userId, apartmentId, startDate, endDate, holdUntil, requestedOn } = request;
  const stay = { userId, apartmentId, startDate, endDate, status, updatedOn: now.iso };
  return {
    booking: { id: bookingId, ...stay, ...(reason && { reason }), holdUntil, createdOn: requestedOn },
    event: bookingEventOf({ bookingId, ...stay, reason }, now.seconds, environment.EVENT_TTL_DAYS),
  };
};
