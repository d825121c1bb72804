import { usualNightlyCents, weekdays } from '../../../model/apartments/states.ts';
import { stayPriceCents } from '../../../model/bookings/prices.ts';
import type { Stay } from '../../../model/bookings/stays.ts';
import type { ApartmentType, NightRate } from '../../../model/schema.ts';

/** An apartment's row, as far as bookings look into it. */
export interface ApartmentRow {
  readonly apartmentType: ApartmentType;
  /** What approved stays have. */
  readonly nights?: string[];
  /** EUR, in whole cents. */
  readonly nightlyPrice?: number;
  readonly rates?: NightRate[];
}

/** What a stay costs by the prices that its apartment has now, in whole cents. */
export const stayPriceOf = (apartment: ApartmentRow, stay: Stay) => {
  const { apartmentType, nightlyPrice, rates } = apartment;
  const nightlyPriceCents =
    nightlyPrice === undefined ? usualNightlyCents[apartmentType] : centsOf(nightlyPrice);
  return stayPriceCents({ nightlyPriceCents, rates: (rates ?? []).map((rate) => inCents(rate)) }, stay);
};

/** Exact: what is stored was checked to be in whole cents. */
const centsOf = (price: number) => Math.round(price * 100);

const inCents = (rate: NightRate) => {
  const { startDate, endDate, weekdays: days, price, percent } = rate;
  return {
    ...(startDate && endDate ? { startDate, endDate } : {}),
    ...(days ? { weekdays: days.map((day) => weekdays.indexOf(day)) } : {}),
    ...(typeof price === 'number' ? { priceCents: centsOf(price) } : {}),
    ...(typeof percent === 'number' ? { percent } : {}),
  };
};
