import {
  bookingEventDataOf,
  bookingEventOf,
  type BookingNoticeName,
} from '../../../model/bookings/events.ts';
import type { StoredBooking } from '../../../model/bookings/kinds.ts';
import { isAboutToExpire, startsSoon } from '../../../model/bookings/states.ts';
import { environment } from '../../platform/environment.ts';
import { RetryableError } from '../../platform/errors.ts';
import { inParallel } from '../../platform/inParallel.ts';
import type { Instant } from '../../platform/now.ts';
import { traceField } from '../../platform/tracer.ts';
import { conditionMet } from '../../platform/transact.ts';
import { entities } from './entities.ts';

/** What one message announces at most: the next sweep finds the rest. Chosen. */
const MOST_NOTICES = 500;
const AT_ONCE = 10;

/**
 * Announces bookings that are about to expire or to begin: an event of each, once. Those that were announced are read first,
 * because they are found by every sweep of half a day, and a write that fails costs as much as one that does not.
 */
export const announceNotices = async (bookings: readonly StoredBooking[], now: Instant): Promise<number> => {
  const noticed = bookings.flatMap((booking) => noticesOf(booking, now)).slice(0, MOST_NOTICES);
  if (noticed.length === 0) return 0;
  const { data, unprocessed } = await entities.BookingEvent.get(noticed.map(keyOf)).go();
  if (unprocessed.length > 0)
    throw new RetryableError('TryAgain', `DynamoDB left out ${unprocessed.length} rows of a batch`);
  const announced = new Set(data.map(({ bookingId, eventName }) => `${bookingId} ${eventName}`));
  const missing = noticed.filter((notice) => !announced.has(`${notice.booking.id} ${notice.eventName}`));
  const written = await inParallel(missing, AT_ONCE, (notice) => announce(notice, now));
  return written.filter(Boolean).length;
};

interface Notice {
  readonly booking: StoredBooking;
  readonly eventName: BookingNoticeName;
}

const noticesOf = (booking: StoredBooking, now: Instant): Notice[] => [
  ...(isAboutToExpire(booking, now.iso)
    ? [{ booking, eventName: 'BOOKING_ABOUT_TO_EXPIRE_EVENT' as const }]
    : []),
  ...(startsSoon(booking, now.iso) ? [{ booking, eventName: 'BOOKING_STARTS_SOON_EVENT' as const }] : []),
];

const keyOf = ({ booking, eventName }: Notice) => ({ bookingId: booking.id, eventName });

const announce = ({ booking, eventName }: Notice, now: Instant): Promise<boolean> => {
  const data = bookingEventDataOf(booking, { status: booking.status, reason: '', updatedOn: now.iso });
  const event = bookingEventOf(data, now.seconds, environment.EVENT_TTL_DAYS);
  return conditionMet(entities.BookingEvent.create({ ...event, eventName, ...traceField() }).go());
};
