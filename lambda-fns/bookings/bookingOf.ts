import { bookingEventOf, bookingEventDataOf } from '../../model/bookings/events.ts';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { shardOf } from '../../model/bookings/keys.ts';
import type { CreateApartmentBooking, CreateServiceBooking } from '../../model/bookings/messages.ts';
import type { BookingState } from '../../model/bookings/states.ts';
import { environment } from '../platform/environment.ts';
import type { Instant } from '../platform/now.ts';

/** A request of either kind. */
export type BookingRequest = CreateApartmentBooking | CreateServiceBooking;

/** How a request begins its stored life. */
export interface Beginning {
  readonly status: BookingState;
  /** `''` where there is none. */
  readonly reason: string;
}

const storedOf = (request: BookingRequest, { status, reason }: Beginning, now: Instant) => ({
  id: request.bookingId,
  userId: request.userId,
  status,
  ...(reason && { reason }),
  holdUntil: request.holdUntil,
  createdOn: request.requestedOn,
  updatedOn: now.iso,
});

const stayOf = (request: CreateApartmentBooking, beginning: Beginning, now: Instant) => {
  const { apartmentId, startDate, endDate } = request;
  return { ...storedOf(request, beginning, now), apartmentId, startDate, endDate };
};

const appointmentOf = (request: CreateServiceBooking, beginning: Beginning, now: Instant) => {
  const { bookingId, serviceId, serviceName, dateTime } = request;
  const shard = shardOf(bookingId);
  return { ...storedOf(request, beginning, now), serviceId, serviceName, dateTime, shard };
};

/** The booking of a request. */
export const bookingOf = (request: BookingRequest, beginning: Beginning, now: Instant) =>
  'apartmentId' in request ? stayOf(request, beginning, now) : appointmentOf(request, beginning, now);

/** The event of a booking reaching a status. */
export const eventOf = (booking: StoredBooking, { status, reason }: Beginning, now: Instant) =>
  bookingEventOf(
    bookingEventDataOf(booking, { status, reason, updatedOn: now.iso }),
    now.seconds,
    environment.EVENT_TTL_DAYS,
  );
