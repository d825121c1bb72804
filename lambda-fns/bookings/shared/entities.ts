import type { TransactWriteEntities } from 'electrodb';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { bookingClaimSchema } from '../../../model/bookings/BookingClaim.ts';
import { bookingEventSchema } from '../../../model/bookings/BookingEvent.ts';
import { bookingEventDataOf, bookingEventOf } from '../../../model/bookings/events.ts';
import type { StoredBooking } from '../../../model/bookings/kinds.ts';
import type { BookingState } from '../../../model/bookings/states.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { serviceSlotSchema } from '../../../model/bookings/ServiceSlot.ts';
import type { Slot } from '../../../model/bookings/slots.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { rowTraceField } from '../../platform/tracer.ts';

/** The rows that a booking's transactions read and write. */
export const entities = {
  Apartment: bindEntity(apartmentSchema),
  ApartmentBooking: bindEntity(apartmentBookingSchema),
  BookingClaim: bindEntity(bookingClaimSchema),
  BookingEvent: bindEntity(bookingEventSchema),
  ServiceBooking: bindEntity(serviceBookingSchema),
  ServiceSlot: bindEntity(serviceSlotSchema),
};

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/** The status that a booking is given, and why. */
export interface StatusChange {
  readonly status: BookingState;
  /** `''` where there is none. */
  readonly reason: string;
}

/** The event of a booking's new status, once. `conflict` says what it means that there is one already. */
export const createEvent = (
  { BookingEvent }: Writes,
  booking: StoredBooking,
  { status, reason }: StatusChange,
  now: Instant,
  conflict: string,
) => {
  const eventData = bookingEventDataOf(booking, { status, reason, updatedOn: now.iso });
  return {
    write: BookingEvent.create({
      ...bookingEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS),
      ...rowTraceField(),
    }).commit(),
    onConditionFailed: () => new PermanentError('StateConflict', conflict),
  };
};

/**
 * Gives a booking's seat back. A set has each member once: one that is given back twice is free once. A slot without a
 * row has no seats.
 */
export const leaveSlot = ({ ServiceSlot }: Writes, bookingId: string, { serviceId, dateTime }: Slot) => ({
  write: ServiceSlot.patch({ serviceId, dateTime })
    .delete({ bookingIds: [bookingId] })
    .commit(),
  onConditionFailed: 'omit' as const,
});

interface Claimed {
  readonly bookingId: string;
  readonly userId: string;
  /** See `claimSubjectOf`. */
  readonly subject: string;
}

/** Frees a booking's claim. A claim that is another booking's by now stays. */
export const deleteClaim = ({ BookingClaim }: Writes, { bookingId, userId, subject }: Claimed) => ({
  write: BookingClaim.delete({ userId, subject })
    .where((claim, { eq, notExists }) => `${notExists(claim.bookingId)} OR ${eq(claim.bookingId, bookingId)}`)
    .commit(),
  onConditionFailed: 'omit' as const,
});
