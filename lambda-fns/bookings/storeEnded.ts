import { createWriteTransaction } from 'electrodb';
import { claimSubjectOf } from '../../model/bookings/kinds.ts';
import { canceledError, failedCondition, type Reason } from '../platform/transact.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { bookingOf, eventOf, type Beginning, type BookingRequest } from './bookingOf.ts';
import { entities } from './entities.ts';
import { freeClaim } from './freeClaim.ts';

/** Stores a request that ended before it was ever pending, with its event, and frees its claim. */
export const storeEnded = async (request: BookingRequest, beginning: Beginning, now: Instant) => {
  const booking = bookingOf(request, beginning, now);
  const { bookingId, userId } = request;
  return freeClaim({ bookingId, userId, subject: claimSubjectOf(request) }, async (claimItems) => {
    const { canceled, data } = await createWriteTransaction(
      entities,
      ({ ApartmentBooking, BookingClaim, BookingEvent, ServiceBooking }) => [
        'apartmentId' in booking
          ? ApartmentBooking.create(booking).commit()
          : ServiceBooking.create(booking).commit(),
        BookingEvent.create(eventOf(booking, beginning, now)).commit(),
        ...claimItems(BookingClaim),
      ],
    ).go();
    return canceled ? explain(data) : beginning.status.toLowerCase();
  });
};

const explain = (reasons: readonly Reason[]) => {
  const [booking, event, claim] = reasons;
  if (failedCondition(booking)) return 'duplicate';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'There is an event, and no booking');
  if (failedCondition(claim)) return 'claimReplaced';
  throw canceledError(reasons);
};
