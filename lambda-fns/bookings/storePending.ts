import { createWriteTransaction } from 'electrodb';
import type { CreateApartmentBooking } from '../../model/bookings/messages.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { bookingOf } from './bookingOf.ts';
import { entities } from './entities.ts';

/** Stores a request as PENDING with its event, if its apartment is there and none of the nights is taken. */
export const storePending = async (request: CreateApartmentBooking, now: Instant) => {
  const { booking, event } = bookingOf(request, { status: 'PENDING', reason: '' }, now);
  const { canceled, data } = await createWriteTransaction(
    entities,
    ({ Apartment, ApartmentBooking, BookingEvent }) => [
      ApartmentBooking.create(booking).commit(),
      BookingEvent.create(event).commit(),
      Apartment.check({ id: request.apartmentId })
        .where(({ id, nights }, { exists, notContains }) =>
          [exists(id), ...nightsOf(request).map((night) => notContains(nights, night as never))].join(
            ' AND ',
          ),
        )
        .commit({ response: 'all_old' }),
    ],
  ).go();
  return canceled ? explain(request, data) : 'pending';
};

/** A booking that is there already settles it, whatever else stood in the way. */
const explain = ({ apartmentId }: CreateApartmentBooking, reasons: readonly Reason[]) => {
  const [booking, event, apartment] = reasons;
  if (failedCondition(booking)) return 'duplicate';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'There is an event, and no booking');
  if (!failedCondition(apartment)) throw canceledError(reasons);
  if (!apartment?.item) throw new PermanentError('NotFound', `There is no apartment ${apartmentId}`);
  return 'nightsTaken';
};
