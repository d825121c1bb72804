import { createWriteTransaction } from 'electrodb';
import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { claimSubjectOf } from '../../model/bookings/kinds.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import { canceledError, failedCondition, type Reason } from '../platform/transact.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { eventOf } from './bookingOf.ts';
import { entities } from './entities.ts';
import { freeClaim } from './freeClaim.ts';

/** Rejects a booking with its event and frees its claim, if it is still pending and a night of it is taken. */
export const rejectPending = async (booking: ApartmentBooking, reason: string, now: Instant) => {
  const { id: bookingId, userId, startDate, endDate } = booking;
  const event = eventOf(booking, { status: 'REJECTED', reason }, now);
  return freeClaim({ bookingId, userId, subject: claimSubjectOf(booking) }, async (claimItems) => {
    const { canceled, data } = await createWriteTransaction(
      entities,
      ({ Apartment, ApartmentBooking, BookingClaim, BookingEvent }) => [
        ApartmentBooking.patch({ id: booking.id })
          .set({ status: 'REJECTED', reason, updatedOn: now.iso })
          .where((row, { eq }) =>
            [eq(row.status, 'PENDING'), eq(row.startDate, startDate), eq(row.endDate, endDate)].join(' AND '),
          )
          .commit(),
        BookingEvent.create(event).commit(),
        Apartment.check({ id: booking.apartmentId })
          .where(({ nights }, { contains }) =>
            nightsOf(booking)
              .map((night) => contains(nights, night as never))
              .join(' OR '),
          )
          .commit(),
        ...claimItems(BookingClaim),
      ],
    ).go();
    return canceled ? explain(data) : 'rejected';
  });
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
