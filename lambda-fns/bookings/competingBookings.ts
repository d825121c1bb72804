import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import type { StayEventData } from '../../model/bookings/events.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { MAX_NIGHTS, overlap } from '../../model/bookings/stays.ts';
import { dateOf, dayNumberOf } from '../../model/calendar.ts';
import type { Instant } from '../platform/now.ts';
import { entities } from './entities.ts';

/**
 * Every other booking that waits for a night of an approved stay. Read from an index, so one stored a
 * moment ago may be missing: it can never be approved, and its hold ends it.
 */
export const competingBookings = async (
  approved: StayEventData,
  now: Instant,
): Promise<ApartmentBooking[]> => {
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
