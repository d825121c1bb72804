import { dayNumberOf } from '../calendar.ts';
import { nightsOf, type Stay } from './stays.ts';

/** Some nights at another price: of a season, of days of the week, or of such days in a season. */
export interface NightRate {
  /** The first night, and the first that is not part of it any more. Without them, all year. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** Of the evening: 0 is Sunday. Without them, the whole week. */
  readonly weekdays?: readonly number[];
  /** Whole cents of a night; or else so many hundredths of the usual price. */
  readonly priceCents?: number;
  readonly percent?: number;
}

/** What an apartment's nights cost. */
export interface NightPrices {
  /** Whole cents of a night of which no rate says otherwise. */
  readonly nightlyPriceCents: number;
  /** The first that is for a night has its price. */
  readonly rates: readonly NightRate[];
}

/** 1 January 1970 was a Thursday. */
const weekdayOf = (date: string) => (((dayNumberOf(date) + 4) % 7) + 7) % 7;

const isFor = (rate: NightRate, night: string) =>
  (!rate.startDate || rate.startDate <= night) &&
  (!rate.endDate || night < rate.endDate) &&
  (!rate.weekdays || rate.weekdays.some((weekday) => weekday === weekdayOf(night)));

/** The price of one night, named by its evening's date, in whole cents: half a cent is one. */
export const nightPriceCents = (prices: NightPrices, night: string) => {
  const { nightlyPriceCents, rates } = prices;
  const rate = rates.find((each) => isFor(each, night));
  if (!rate) return nightlyPriceCents;
  return rate.priceCents ?? Math.floor((nightlyPriceCents * (rate.percent ?? 100) + 50) / 100);
};

/** The price of a stay: the sum of its nights. */
export const stayPriceCents = (prices: NightPrices, stay: Stay) =>
  nightsOf(stay).reduce((sum, night) => sum + nightPriceCents(prices, night), 0);
