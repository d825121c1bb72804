import type { StoredBooking, StoredSlot } from '../readStored.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';

export const noSharedNight = ({ stored }: AccountingRecords): Check => ({
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
      startsBeforeEnd(other, stay) &&
      startsBeforeEnd(stay, other),
  );

const startsBeforeEnd = ({ startDate = '' }: StoredBooking, { endDate = '' }: StoredBooking) =>
  startDate < endDate;

/** A seat is that of an appointment there which is not over, and each of these has one. */
export function seatsOfSlots({ stored: { bookings, slots }, services }: AccountingRecords): Check {
  const seated = bookings.filter(hasSeat);
  const taken = slots.filter(({ bookingIds }) => bookingIds?.size);
  const seats = taken.flatMap((slot) => [...(slot.bookingIds ?? [])].map((id) => seatOf(id, slot)));
  const capacityOf = ({ serviceId }: StoredSlot) =>
    services.find(({ id }) => id === serviceId)?.capacity ?? 0;
  return {
    claim:
      `${seats.length} seats taken in ${taken.length} slots = ${seated.length} appointments that hold them, never above ` +
      'capacity',
    holds:
      seats.sort().join() ===
        seated
          .map(({ id, serviceId = '', dateTime = '' }) => seatOf(id, { serviceId, dateTime }))
          .sort()
          .join() && taken.every((slot) => (slot.bookingIds?.size ?? 0) <= capacityOf(slot)),
  };
}

const hasSeat = ({ status, serviceId }: StoredBooking) =>
  serviceId !== undefined && ['PENDING', 'APPROVED', 'PAID', 'COMPLETED'].includes(status);

const seatOf = (id: string, { serviceId, dateTime }: StoredSlot) => `${serviceId} ${dateTime} ${id}`;
