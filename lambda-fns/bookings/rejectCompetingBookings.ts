import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import type { StayEventData } from '../../model/bookings/events.ts';
import { claimSubjectOf } from '../../model/bookings/kinds.ts';
import { BookingEventMessage } from '../../model/bookings/messages.ts';
import { statusAt, type BookingState } from '../../model/bookings/states.ts';
import { MAX_NIGHTS, nightsOf, overlap } from '../../model/bookings/stays.ts';
import { dateOf, dayNumberOf } from '../../model/calendar.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { now, type Instant } from '../platform/now.ts';
import { transact } from '../platform/transact.ts';
import { createEvent, deleteClaim, entities, type Writes } from './shared/entities.ts';
import { nightsTakenReason } from './shared/store.ts';

/** Follows an approval: rejects every booking that waits for one of its nights, each in its own transaction. */
export const handler = eachRecord({
  step: 'rejectCompetingBookings',
  schema: BookingEventMessage,
  entityIdPaths: ['detail.eventData.bookingId.S'],
  handle: async (approved) => {
    if ('serviceId' in approved) return 'no stay';
    const instant = now();
    const outcomes: string[] = [];
    if (!(await holdsItsNights(approved))) return 'not held';
    for (const booking of await findCompetingBookings(approved, instant))
      outcomes.push(await rejectPending(booking, instant));
    return `${outcomes.filter((outcome) => outcome === 'rejected').length} rejected`;
  },
});

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
 * Every other booking that waits for a night of an approved stay. It is read from an index, so one stored a
 * moment ago may be missing: that one can never be approved, and expires with its hold.
 */
const findCompetingBookings = async (approved: StayEventData, now: Instant): Promise<ApartmentBooking[]> => {
  const { apartmentId, startDate, endDate } = approved;
  // A stay that began earlier than the longest one lasts has ended.
  const earliest = dateOf(dayNumberOf(startDate) - MAX_NIGHTS);
  const { data } = await entities.ApartmentBooking.query
    .byApartment({ apartmentId })
    .between({ startDate: earliest }, { startDate: endDate })
    .where(({ status }, { eq }) => eq(status, 'PENDING'))
    .go({ pages: 'all' });
  return data.filter(
    (booking) =>
      booking.id !== approved.bookingId &&
      overlap(booking, approved) &&
      statusAt(booking, now.iso) === 'PENDING',
  );
};

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
