import { describe, expect, test } from 'vitest';
import {
  datesOf,
  mostSlotDays,
  slotRangeFault,
  slotsAround,
  slotsOfDays,
} from '../../../model/bookings/slots.ts';

const HOUR = 3_600_000;
const dayOf = (hours: number, start = Date.UTC(2030, 5, 3)) => ({ start, end: start + hours * HOUR });

describe.each([23, 24, 25])('a day of %d hours', (hours) => {
  test.each([
    [60, hours],
    [90, Math.ceil(hours / 1.5)],
    [1440, Math.ceil(hours / 24)],
    [5, hours * 12],
  ])('has slots of %d minutes from its first instant to its last', (slotMinutes, count) => {
    const day = dayOf(hours);
    const slots = slotsOfDays([day], slotMinutes);
    expect(slots).toHaveLength(count);
    expect(slots[0]).toBe(day.start);
    expect(slots.at(-1)! < day.end && slots.at(-1)! + slotMinutes * 60_000 >= day.end).toBe(true);
    for (const slot of slots)
      expect(slotsAround(slot, day, slotMinutes)).toEqual({ before: slot, after: slot });
  });
});

test('an instant between two slots has one before and one after it, which may be the next midnight', () => {
  const day = dayOf(24);
  expect(slotsAround(day.start + 1, day, 60)).toEqual({ before: day.start, after: day.start + HOUR });
  expect(slotsAround(day.end - 1, day, 90)).toEqual({ before: day.end - 1.5 * HOUR, after: day.end });
});

test('what is told at once is at most one page of the table: days, slots and seats are bounded', () => {
  const grid = (slotMinutes: number, capacity: number) => ({ slotMinutes, capacity, timeZone: 'UTC' });
  expect(mostSlotDays(grid(60, 1))).toBe(20);
  expect(mostSlotDays(grid(1440, 100))).toBe(31);
  expect(mostSlotDays(grid(5, 100))).toBe(1);
  for (const slotMinutes of [5, 15, 60, 90, 1440])
    for (const capacity of [1, 2, 50, 100]) {
      const days = mostSlotDays(grid(slotMinutes, capacity));
      const slots = days * Math.ceil(1500 / slotMinutes);
      expect({ slots, isPage: slots * capacity * 29 + slots * 200 < 2 ** 20 }).toEqual({
        slots,
        isPage: true,
      });
    }
});

test('a range is of calendar dates in order, with the day after it', () => {
  expect(datesOf('2028-02-28', '2028-03-01')).toEqual([
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
    '2028-03-02',
  ]);
  expect(slotRangeFault('2028-02-28', '2028-02-28')).toBeUndefined();
  expect(slotRangeFault('2028-02-30', '2028-03-01')).toMatchObject({ argument: 'from' });
  for (const to of ['2028-02-27', 'tomorrow', '2028-03-30'])
    expect(slotRangeFault('2028-02-28', to)).toMatchObject({ argument: 'to' });
});
