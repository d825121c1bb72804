import { createWriteTransaction, type TransactWriteEntities } from 'electrodb';
import { claimSubjectOf, isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import { canceledError, failedCondition, type Reason } from '../platform/transact.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { eventOf, type Beginning } from './bookingOf.ts';
import { entities } from './entities.ts';
import { freeClaim } from './freeClaim.ts';

/** Which nights a stay gives back, and whether its apartment has no other then. */
interface Nights {
  readonly nights: string[];
  readonly isLast: boolean;
}

/**
 * Ends a booking as its times say, with its event, if nothing changed since it was read: the claim is freed,
 * and so are the nights that it held.
 */
export const endBooking = async (booking: StoredBooking, ending: Beginning, now: Instant) => {
  const { id: bookingId, userId } = booking;
  const held = isStay(booking) && booking.status !== 'PENDING' ? await nightsHeld(booking) : undefined;
  return freeClaim({ bookingId, userId, subject: claimSubjectOf(booking) }, async (claimItems) => {
    const { canceled, data } = await createWriteTransaction(entities, (writes) => [
      patchOf(writes, booking, ending, now),
      writes.BookingEvent.create(eventOf(booking, ending, now)).commit(),
      ...claimItems(writes.BookingClaim),
      ...(isStay(booking) && held ? [freeNights(writes, booking.apartmentId, held, now)] : []),
    ]).go();
    return canceled ? explain(data) : ending.status.toLowerCase();
  });
};

type Writes = TransactWriteEntities<typeof entities>;

const patchOf = (writes: Writes, booking: StoredBooking, { status, reason }: Beginning, now: Instant) => {
  const set = { status, ...(reason && { reason }), updatedOn: now.iso };
  if (isStay(booking))
    return writes.ApartmentBooking.patch({ id: booking.id })
      .set(set)
      .where((row, { eq }) =>
        [
          eq(row.status, booking.status),
          eq(row.startDate, booking.startDate),
          eq(row.endDate, booking.endDate),
        ].join(' AND '),
      )
      .commit();
  return writes.ServiceBooking.patch({ id: booking.id })
    .set(set)
    .where((row, { eq }) =>
      [eq(row.status, booking.status), eq(row.dateTime, booking.dateTime)].join(' AND '),
    )
    .commit();
};

const nightsHeld = async (
  stay: Parameters<typeof nightsOf>[0] & { apartmentId: string },
): Promise<Nights | undefined> => {
  const { data } = await entities.Apartment.get({ id: stay.apartmentId }).go({ consistent: true });
  const taken = data?.nights ?? [];
  const nights = nightsOf(stay).filter((night) => taken.includes(night));
  return nights.length > 0 ? { nights, isLast: nights.length === taken.length } : undefined;
};

const freeNights = (writes: Writes, apartmentId: string, { nights, isLast }: Nights, now: Instant) =>
  writes.Apartment.patch({ id: apartmentId })
    .set({ updatedOn: now.iso, ...(isLast && { apartmentStatus: 'VACANT' as const }) })
    .delete({ nights })
    .where((row, { size, escape }) => `${size(row.nights)} ${isLast ? '<=' : '>'} ${escape(nights.length)}`)
    .commit();

const explain = (reasons: readonly Reason[]) => {
  const [booking, event, claim] = reasons;
  if (failedCondition(booking)) return 'movedOn';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'A booking ended so before');
  // Third is the claim only in the first of two attempts; the apartment's nights changed in either.
  if (failedCondition(claim) && !reasons.slice(3).some(failedCondition)) return 'claimReplaced';
  throw canceledError(reasons);
};
