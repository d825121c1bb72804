import { createWriteTransaction } from 'electrodb';
import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { bookingEventOf } from '../../model/bookings/events.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import { environment } from '../environment.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { entities } from './entities.ts';
import { freeClaim } from './freeClaim.ts';

/** Rejects a booking with its event and frees its claim, if it is still pending and a night of it is taken. */
export const rejectPending = async (booking: ApartmentBooking, reason: string, now: Instant) => {
  const event = eventOf(booking, reason, now);
  return freeClaim(event, async (claimItems) => {
    const { canceled, data } = await createWriteTransaction(
      entities,
      ({ Apartment, ApartmentBooking, ApartmentClaim, BookingEvent }) => [
        ApartmentBooking.patch({ id: booking.id })
          .set({ status: 'REJECTED', reason, updatedOn: now.iso })
          .where(({ status }, { eq }) => eq(status, 'PENDING'))
          .commit(),
        BookingEvent.create(event.row).commit(),
        Apartment.check({ id: booking.apartmentId })
          .where(({ nights }, { contains }) =>
            nightsOf(booking)
              .map((night) => contains(nights, night as never))
              .join(' OR '),
          )
          .commit(),
        ...claimItems(ApartmentClaim),
      ],
    ).go();
    return canceled ? explain(data) : 'rejected';
  });
};

const eventOf = (booking: ApartmentBooking, reason: string, now: Instant) => {
  const { id: bookingId, userId, apartmentId, startDate, endDate } = booking;
  const eventData = { bookingId, userId, apartmentId, startDate, endDate, reason, updatedOn: now.iso };
  const row = bookingEventOf({ ...eventData, status: 'REJECTED' }, now.seconds, environment.EVENT_TTL_DAYS);
  return { bookingId, userId, apartmentId, row };
};

const explain = (reasons: readonly Reason[]) => {
  const [booking, event, apartment, claim] = reasons;
  if (failedCondition(booking)) return 'movedOn';
  if (failedCondition(event))
    throw new PermanentError('StateConflict', 'A pending booking was rejected before');
  if (failedCondition(apartment)) return 'nightsFree';
  if (failedCondition(claim)) return 'claimReplaced';
  throw canceledError(reasons);
};
