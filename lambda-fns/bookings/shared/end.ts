import {
  claimSubjectOf,
  isSeated,
  isStay,
  type StoredBooking,
  type StoredStay,
} from '../../../model/bookings/kinds.ts';
import { statusAt } from '../../../model/bookings/states.ts';
import { nightsOf } from '../../../model/bookings/stays.ts';
import { inParallel } from '../../platform/inParallel.ts';
import type { Instant } from '../../platform/now.ts';
import { transact } from '../../platform/transact.ts';
import { failuresError, type Failure } from './failures.ts';
import { createEvent, deleteClaim, entities, leaveSlot, type StatusChange, type Writes } from './entities.ts';

/**
 * Bookings that one message ends at most; the next sweep finds the rest. Of one apartment, they take 20
 * seconds.
 */
const MAX_ENDED = 500;
const APARTMENTS_AT_ONCE = 10;

/**
 * Ends the bookings that are due, in the order of their times: apartments in parallel, the bookings of one in
 * turn, because each transaction locks the apartment's row. A booking that cannot be ended now does not keep
 * the others; afterwards the failures are thrown as one error, a permanent one if trying again is of no use.
 */
export const endBookings = async (due: readonly StoredBooking[], now: Instant): Promise<string> => {
  const taken = due.slice(0, MAX_ENDED);
  const groups = [...Map.groupBy(taken, (booking) => (isStay(booking) ? booking.apartmentId : booking.id))];
  const failed = await inParallel(groups, APARTMENTS_AT_ONCE, ([, bookings]) => endEach(bookings, now));
  const failures = failed.flat();
  if (failures.length > 0) throw failuresError(failures, taken.length, 'ended');
  return `${taken.length} ended`;
};

const endEach = async (bookings: readonly StoredBooking[], now: Instant): Promise<Failure[]> => {
  const failures: Failure[] = [];
  for (const booking of bookings)
    await endBooking(booking, endingOf(booking, now), now).catch((error: unknown) =>
      failures.push({ id: booking.id, error }),
    );
  return failures;
};

const endingOf = (booking: StoredBooking, now: Instant): StatusChange => {
  const status = statusAt(booking, now.iso);
  return { status, reason: status === 'EXPIRED' ? 'Nobody confirmed it before its hold passed' : '' };
};

/**
 * Ends a booking as its times say, with its event, if nothing has changed since it was read. Its claim and
 * the nights it held are free from then on.
 */
const endBooking = async (booking: StoredBooking, ending: StatusChange, now: Instant) => {
  const { id: bookingId, userId } = booking;
  const nights = isStay(booking) && booking.status !== 'PENDING' ? await findHeldNights(booking) : undefined;
  const [outcome = ending.status.toLowerCase()] = await transact(entities, (writes) => [
    { write: patchBooking(writes, booking, ending, now), onConditionFailed: () => 'movedOn' },
    createEvent(writes, booking, ending, now, 'A booking ended so before'),
    // Without an outcome of its own: where the apartment's nights have changed, the message comes again.
    ...(nights ? [{ write: freeNights(writes, nights, now) }] : []),
    deleteClaim(writes, { bookingId, userId, subject: claimSubjectOf(booking) }),
    // One that is COMPLETED has had its seat.
    ...(isSeated(booking) && ending.status === 'EXPIRED' ? [leaveSlot(writes, bookingId, booking)] : []),
  ]);
  return outcome;
};

const patchBooking = (
  writes: Writes,
  booking: StoredBooking,
  { status, reason }: StatusChange,
  now: Instant,
) => {
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

/** The nights that a stay holds of its apartment, and whether the apartment has no others. */
interface HeldNights {
  readonly apartmentId: string;
  readonly nights: string[];
  readonly areAll: boolean;
}

const findHeldNights = async (stay: StoredStay): Promise<HeldNights | undefined> => {
  const { apartmentId } = stay;
  const { data } = await entities.Apartment.get({ id: apartmentId }).go({ consistent: true });
  const taken = data?.nights ?? [];
  const nights = nightsOf(stay).filter((night) => taken.includes(night));
  return nights.length > 0 ? { apartmentId, nights, areAll: nights.length === taken.length } : undefined;
};

const freeNights = ({ Apartment }: Writes, { apartmentId, nights, areAll }: HeldNights, now: Instant) =>
  Apartment.patch({ id: apartmentId })
    .set({ updatedOn: now.iso, ...(areAll && { apartmentStatus: 'VACANT' as const }) })
    .delete({ nights })
    .where((row, { size, escape }) => `${size(row.nights)} ${areAll ? '<=' : '>'} ${escape(nights.length)}`)
    .commit();
