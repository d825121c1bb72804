import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_NIGHTS, nightsOf, overlap, stayFault } from '../../../model/bookings/stays.ts';
import { dateOf } from '../../../model/calendar.ts';

const today = '2030-05-10';
const stay = (startDate: string, endDate: string) => ({ startDate, endDate });

const stays = fc
  .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: MAX_NIGHTS }))
  .map(([first, nights]) => stay(dateOf(first), dateOf(first + nights)));

describe('a stay that may be asked for', () => {
  test.each([
    ['tonight', stay('2030-05-10', '2030-05-11')],
    ['the longest one', stay('2030-06-01', '2030-08-30')],
  ])('is %s', (_what, dates) => expect(stayFault(dates, today)).toBeUndefined());

  test.each([
    ['begins in the past', stay('2030-05-09', '2030-05-12'), 'startDate'],
    ['ends before it begins', stay('2030-05-12', '2030-05-11'), 'endDate'],
    ['has no night', stay('2030-05-12', '2030-05-12'), 'endDate'],
    ['is too long', stay('2030-06-01', '2030-08-31'), 'endDate'],
    ['begins on no day', stay('2031-02-29', '2031-03-02'), 'startDate'],
    ['ends on no day', stay('2031-02-27', '2031-02-29'), 'endDate'],
    ['names an offset', stay('2030-06-01Z', '2030-06-02'), 'startDate'],
  ])('is none that %s', (_what, dates, argument) =>
    expect(stayFault(dates, today)).toMatchObject({ argument }),
  );
});

test('the nights of a stay are its dates without the last', () => {
  expect(nightsOf(stay('2028-02-28', '2028-03-02'))).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
});

test('nights follow each other from the first on, as many as there are', () => {
  fc.assert(
    fc.property(stays, (one) => {
      const nights = nightsOf(one);
      expect(nights[0]).toBe(one.startDate);
      expect([...nights].sort()).toEqual(nights);
      expect(new Set([...nights, one.endDate]).size).toBe(nights.length + 1);
      expect(nights.every((night) => night < one.endDate)).toBe(true);
    }),
  );
});

test('stays overlap exactly when they share a night', () => {
  fc.assert(
    fc.property(stays, fc.integer({ min: -MAX_NIGHTS, max: MAX_NIGHTS }), stays, (one, shift, other) => {
      const moved = stay(
        dateOf(Date.parse(one.startDate) / 86_400_000 + shift),
        dateOf(Date.parse(one.startDate) / 86_400_000 + shift + nightsOf(other).length),
      );
      const shared = nightsOf(one).filter((night) => nightsOf(moved).includes(night));
      expect(overlap(one, moved)).toBe(shared.length > 0);
    }),
  );
});
