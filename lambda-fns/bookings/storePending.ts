import { createWriteTransaction } from 'electrodb';
import { nightsOf } from '../../model/bookings/stays.ts';
import { canceledError, failedCondition, inContention, type Reason } from '../platform/transact.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { bookingOf, eventOf, type BookingRequest } from './bookingOf.ts';
import { entities } from './entities.ts';

const pending = { status: 'PENDING', reason: '' } as const;

/**
 * Stores a request as PENDING with its event; a stay if its apartment is there and none of its nights is taken.
 */
export const storePending = async (request: BookingRequest, now: Instant) => {
  const booking = bookingOf(request, pending, now);
  const event = eventOf(booking, pending, now);
  const { canceled, data } = await inContention(() => write(booking, event));
  return canceled ? explain(request, data) : 'pending';
};

const write = (booking: ReturnType<typeof bookingOf>, event: ReturnType<typeof eventOf>) =>
  createWriteTransaction(entities, ({ Apartment, ApartmentBooking, BookingEvent, ServiceBooking }) => [
    'apartmentId' in booking
      ? ApartmentBooking.create(booking).commit()
      : ServiceBooking.create(booking).commit(),
    BookingEvent.create(event).commit(),
    ...('apartmentId' in booking
      ? [
          Apartment.check({ id: booking.apartmentId })
            .where(({ id, nights }, { exists, notContains }) =>
              [exists(id), ...nightsOf(booking).map((night) => notContains(nights, night as never))].join(
                ' AND ',
              ),
            )
            .commit({ response: 'all_old' }),
        ]
      : []),
  ]).go();

/** A booking that is there already settles it, whatever else stood in the way. */
const explain = (request: BookingRequest, reasons: readonly Reason[]) => {
  const [booking, event, apartment] = reasons;
  if (failedCondition(booking)) return 'duplicate';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'There is an event, and no booking');
  if (!failedCondition(apartment)) throw canceledError(reasons);
  if (!apartment?.item)
    throw new PermanentError(
      'NotFound',
      `There is no apartment ${'apartmentId' in request ? request.apartmentId : ''}`,
    );
  return 'nightsTaken';
};
