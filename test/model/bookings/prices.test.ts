import { expect, test } from 'vitest';
import { nightPriceCents, stayPriceCents, type NightRate } from '../../../model/bookings/prices.ts';

const prices = (...rates: NightRate[]) => ({ nightlyPriceCents: 9_999, rates });
const weekend = { weekdays: [5, 6], percent: 150 };
const may = { startDate: '2030-05-01', endDate: '2030-06-01', priceCents: 7_000 };

test('a price is whole cents, by night', () => {
  expect(stayPriceCents(prices(), { startDate: '2030-06-10', endDate: '2030-06-13' })).toBe(29_997);
});

test.each([
  ['Thursday', '2030-06-13', 9_999],
  ['Friday, rounded by half a cent up', '2030-06-14', 14_999],
  ['Saturday', '2030-06-15', 14_999],
  ['Sunday', '2030-06-16', 9_999],
  ['a Friday before 1970', '1969-12-26', 14_999],
])('the night of %s has its price', (_day, night, cents) => {
  expect(nightPriceCents(prices(weekend), night)).toBe(cents);
});

test('of several rates the first that is for a night has its price, and a season ends before its last date', () => {
  expect(nightPriceCents(prices(may, weekend), '2030-05-31')).toBe(7_000);
  expect(nightPriceCents(prices(weekend, may), '2030-05-31')).toBe(14_999);
  expect(nightPriceCents(prices(may), '2030-06-01')).toBe(9_999);
  expect(nightPriceCents(prices(may), '2030-04-30')).toBe(9_999);
  expect(nightPriceCents(prices({ ...may, weekdays: [1] }), '2030-05-31')).toBe(9_999);
});
