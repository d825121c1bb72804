import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import type { StayEventData } from '../../model/bookings/events.ts';
import { claimSubjectOf } from '../../model/bookings/kinds.ts';
import { BookingEventMessage } from '../../model/bookings/messages.ts';
import { statusAt, type BookingState } from '../../model/bookings/states.ts';
import { MAX_NIGHTS, nightsOf, overlap } from '../../model/bookings/stays.ts';
import { dateOf, dayNumberOf } from '../../model/calendar.ts';
import { markEventApplied } from '../../model/upgrades.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { now, type Instant } from '../platform/now.ts';
import { transact } from '../platform/transact.ts';
import { createEvent, deleteClaim, entities, type Writes } from './shared/entities.ts';
import { failuresError, type Failure } from './shared/failures.ts';
import { nightsTakenReason } from './shared/store.ts';

/**
 * Follows an approval: rejects every booking that waits for one of its nights, each in its own transaction, and one
 * after the other, because each checks the apartment's row: two at once would conflict. However many there are, one
 * message rejects a part of them and another one the rest.
 */
export const handler = eachRecord({
  step: 'rejectCompetingBookings',
  schema: BookingEventMessage,
  upgrades: [markEventApplied],
  entityType: 'booking',
  entityIdPaths: ['detail.eventData.bookingId.S'],
  handle: async (approved) => {
    if ('serviceId' in approved) return 'no stay';
    const instant = now();
    if (!(await holdsItsNights(approved))) return 'not held';
    const { found, areAll } = await findCompetingBookings(approved, instant);
    const { rejected, failures, tried } = await rejectEach(found, instant);
    if (failures.length > 0 && rejected === 0) throw failuresError(failures, tried, 'rejected');
    const outcome = `${rejected} rejected`;
    // Without one that was rejected a new message would find the same ones.
    const isUnfinished = failures.length > 0 || tried < found.length || !areAll;
    return isUnfinished && rejected > 0 ? { outcome, isUnfinished } : outcome;
  },
});

/** What one message rejects at most, and for how long: half of its function's ten seconds. */
const MAX_REJECTED = 100;
const MAX_MILLISECONDS = 5000;

/** Rejects each booking that is still pending. One that cannot be rejected now does not keep the others. */
const rejectEach = async (bookings: readonly ApartmentBooking[], instant: Instant) => {
  const until = instant.seconds * 1000 + MAX_MILLISECONDS;
  const failures: Failure[] = [];
  let [rejected, tried] = [0, 0];
  for (const booking of bookings) {
    if (tried > 0 && now().seconds * 1000 >= until) break;
    tried++;
    try {
      if ((await rejectPending(booking, instant)) === 'rejected') rejected++;
    } catch (error) {
      failures.push({ id: booking.id, error });
    }
  }
  return { rejected, failures, tried };
};

/** Statuses of a stay that was never approved. */
const unapproved: readonly BookingState[] = ['PENDING', 'REJECTED', 'EXPIRED'];

/**
 * Whether the stay of an event still has its nights. Throws where the event is not true: where there is no such
 * stay, it is for other nights, or was never approved.
 */
const holdsItsNights = async ({ bookingId, apartmentId, startDate, endDate }: StayEventData) => {
  const { data: stay } = await entities.ApartmentBooking.get({ id: bookingId }).go({ consistent: true });
  if (!stay) throw new PermanentError('NotFound', `There is no stay ${bookingId}`);
  const isSame = stay.apartmentId === apartmentId && stay.startDate === startDate && stay.endDate === endDate;
  if (!isSame || unapproved.includes(stay.status))
    throw new PermanentError(
      'StateConflict',
      `Stay ${bookingId} is ${stay.status} from ${stay.startDate} to ${stay.endDate} in ${stay.apartmentId}`,
    );
  return stay.status !== 'CANCELLED';
};

/**
 * The other bookings that wait for a night of an approved stay, at most a message's part of them. They are read from
 * an index, so one stored a moment ago may be missing: that one can never be approved, and expires with its hold.
 */
const findCompetingBookings = async (approved: StayEventData, now: Instant) => {
  const { apartmentId, startDate, endDate } = approved;
  // A stay that began earlier than the longest one lasts has ended.
  const earliest = dateOf(dayNumberOf(startDate) - MAX_NIGHTS);
  const pending = entities.ApartmentBooking.query
    .byApartment({ apartmentId })
    .between({ startDate: earliest }, { startDate: endDate })
    .where(({ status }, { eq }) => eq(status, 'PENDING'));
  const found: ApartmentBooking[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: ApartmentBooking[]; cursor: string | null } = await pending.go({ cursor });
    found.push(...page.data.filter((booking) => competes(booking, approved, now)));
    cursor = page.cursor;
  } while (cursor !== null && found.length < MAX_REJECTED);
  return {
    found: found.slice(0, MAX_REJECTED),
    areAll: cursor === null && found.length <= MAX_REJECTED,
  };
};

const competes = (booking: ApartmentBooking, approved: StayEventData, now: Instant) =>
  booking.id !== approved.bookingId && overlap(booking, approved) && statusAt(booking, now.iso) === 'PENDING';

/**
 * Rejects a booking with its event and frees its claim, if it is still pending and one of its nights is
 * taken.
 */
const rejectPending = async (booking: ApartmentBooking, now: Instant) => {
  const { id: bookingId, userId } = booking;
  const rejected = { status: 'REJECTED', reason: nightsTakenReason } as const;
  const [outcome = 'rejected'] = await transact(entities, (writes) => [
    {
      write: patchPending(writes, booking, { ...rejected, updatedOn: now.iso }),
      onConditionFailed: () => 'movedOn' as const,
    },
    createEvent(writes, booking, rejected, now, 'A pending booking was rejected before'),
    { write: checkNightTaken(writes, booking), onConditionFailed: () => 'nightsFree' as const },
    deleteClaim(writes, { bookingId, userId, subject: claimSubjectOf(booking) }),
  ]);
  return outcome;
};

const patchPending = (
  writes: Writes,
  { id, startDate, endDate }: ApartmentBooking,
  set: Pick<ApartmentBooking, 'status' | 'reason' | 'updatedOn'>,
) =>
  writes.ApartmentBooking.patch({ id })
    .set(set)
    .where((row, { eq }) =>
      [eq(row.status, 'PENDING'), eq(row.startDate, startDate), eq(row.endDate, endDate)].join(' AND '),
    )
    .commit();

// ElectroDB takes what a set contains for a whole set.
const checkNightTaken = ({ Apartment }: Writes, booking: ApartmentBooking) =>
  Apartment.check({ id: booking.apartmentId })
    .where(({ nights }, { contains }) =>
      nightsOf(booking)
        .map((night) => contains(nights, night as never))
        .join(' OR '),
    )
    .commit();
