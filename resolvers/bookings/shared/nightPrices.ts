import { usualNightlyCents } from '../../../model/apartments/states.ts';
import { stayPriceCents, type NightRate } from '../../../model/bookings/prices.ts';
import type { Stay } from '../../../model/bookings/stays.ts';
import type { ApartmentType } from '../../../model/schema.ts';

/** An apartment's row, as far as bookings look into it. */
export interface ApartmentRow {
  readonly apartmentType: ApartmentType;
  /** What approved stays have. */
  readonly nights?: string[];
  readonly nightlyPriceCents?: number;
  readonly rates?: NightRate[];
}

/** What a stay costs by the prices that its apartment has now, in whole cents. */
export const stayPriceOf = (apartment: ApartmentRow, stay: Stay) => {
  const { apartmentType, nightlyPriceCents, rates } = apartment;
  const usual = usualNightlyCents[apartmentType];
  return stayPriceCents({ nightlyPriceCents: nightlyPriceCents ?? usual, rates: rates ?? [] }, stay);
};
