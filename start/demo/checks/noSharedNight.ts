import type { Books } from '../Books.ts';
import type { StoredBooking } from '../StoredBooking.ts';
import type { Check } from './Check.ts';

export const noSharedNight = ({ stored }: Books): Check => ({
  claim: 'no two approved stays share a night',
  holds: !stored.bookings.some(overlapsAnother),
});

const occupies = ({ status, apartmentId }: StoredBooking) =>
  apartmentId !== undefined && ['APPROVED', 'PAID', 'COMPLETED'].includes(status);

const overlapsAnother = (stay: StoredBooking, _: number, bookings: readonly StoredBooking[]) =>
  occupies(stay) &&
  bookings.some(
    (other) =>
      other !== stay &&
      occupies(other) &&
      other.apartmentId === stay.apartmentId &&
      other.startDate! < stay.endDate! &&
      stay.startDate! < other.endDate!,
  );
