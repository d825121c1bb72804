import type { Flat } from './Flat.ts';
import type { StoredBooking } from './StoredBooking.ts';

/** The tariff as `docs/payments.md` tells it, in whole cents; a test holds it to what is charged. */
const NIGHT_CENTS: Readonly<Record<string, number>> = {
  SINGLE_ROOM: 8_000,
  DOUBLE_ROOM: 12_000,
  VILLA: 125_000,
};
const APPOINTMENT_CENTS = 4_500;
const DAY_MS = 86_400_000;

/** What a booking costs, in whole cents. Throws for a flat that is not among `flats`. */
export function priceOf({ apartmentId, startDate, endDate }: StoredBooking, flats: readonly Flat[]): number {
  if (apartmentId === undefined) return APPOINTMENT_CENTS;
  const flat = flats.find(({ id }) => id === apartmentId);
  const night = flat && NIGHT_CENTS[flat.apartmentType];
  if (night === undefined) throw new Error(`There is no price of flat ${apartmentId}`);
  return (night * (Date.parse(endDate!) - Date.parse(startDate!))) / DAY_MS;
}
