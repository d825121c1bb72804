import { shards } from '../../model/bookings/keys.ts';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { MAX_NIGHTS } from '../../model/bookings/stays.ts';
import { dateOf, dayNumberOf } from '../../model/calendar.ts';
import { inParallel } from '../platform/inParallel.ts';
import type { Instant } from '../platform/now.ts';
import { entities } from './entities.ts';

/** How long after its time a booking is still looked for: sweeping may stand still that long and lose nothing. */
const GRACE_DAYS = 30;
/** Apartments looked through at a time. */
const AT_ONCE = 10;

const isDue = (now: Instant) => (booking: StoredBooking) => statusAt(booking, now.iso) !== booking.status;

const daysAgo = (now: Instant, days: number) => dateOf(dayNumberOf(now.iso.slice(0, 10)) - days);

/** The bookings of a building's apartments whose times have brought another status than is written. */
export const dueInBuilding = async (buildingId: string, now: Instant): Promise<StoredBooking[]> => {
  const { data } = await entities.Apartment.query.byBuilding({ buildingId }).go({ pages: 'all' });
  const found = await inParallel(data, AT_ONCE, ({ id }) => dueStays(id, now));
  return found.flat();
};

/** Likewise of all appointments. */
export const dueAppointments = async (now: Instant): Promise<StoredBooking[]> => {
  const found = await Promise.all(
    shards.map((shard) =>
      entities.ServiceBooking.query
        .byShard({ shard })
        .gte({ dateTime: daysAgo(now, GRACE_DAYS) })
        .where(({ status }, { eq }) =>
          [eq(status, 'PENDING'), eq(status, 'APPROVED'), eq(status, 'PAID')].join(' OR '),
        )
        .go({ pages: 'all' }),
    ),
  );
  return found.flatMap(({ data }) => data).filter(isDue(now));
};

const dueStays = async (apartmentId: string, now: Instant): Promise<StoredBooking[]> => {
  const { data } = await entities.ApartmentBooking.query
    .byApartment({ apartmentId })
    .gte({ startDate: daysAgo(now, MAX_NIGHTS + GRACE_DAYS) })
    .where(({ status }, { eq }) =>
      [eq(status, 'PENDING'), eq(status, 'APPROVED'), eq(status, 'PAID')].join(' OR '),
    )
    .go({ pages: 'all' });
  return data.filter(isDue(now));
};
