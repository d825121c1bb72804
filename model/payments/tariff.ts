import type { ApartmentType } from '../schema.ts';

/** ISO 4217, of every amount. */
export const currency = 'EUR';

/** What one night costs, in whole cents. A changed tariff leaves payments alone that have begun. */
const nightCents: Record<ApartmentType, number> = {
  SINGLE_ROOM: 8_000,
  DOUBLE_ROOM: 12_000,
  VILLA: 125_000,
};

/** What an appointment costs, in whole cents. */
export const appointmentCents = 4_500;

/** What a stay of that many nights costs, in whole cents. */
export const stayCents = (apartmentType: ApartmentType, nights: number) => nightCents[apartmentType] * nights;
