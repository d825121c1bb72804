import { createWriteTransaction } from 'electrodb';
import type { CreateApartmentBooking } from '../../model/bookings/messages.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { bookingOf, type Beginning } from './bookingOf.ts';
import { entities } from './entities.ts';
import { freeClaim } from './freeClaim.ts';

/** Stores a request that ended before it was ever pending, with its event, and frees its claim. */
export const storeEnded = async (request: CreateApartmentBooking, beginning: Beginning, now: Instant) => {
  const { booking, event } = bookingOf(request, beginning, now);
  return freeClaim(request, async (claimItems) => {
    const { canceled, data } = await createWriteTransaction(
      entities,
      ({ ApartmentBooking, ApartmentClaim, BookingEvent }) => [
        ApartmentBooking.create(booking).commit(),
        BookingEvent.create(event).commit(),
        ...claimItems(ApartmentClaim),
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
