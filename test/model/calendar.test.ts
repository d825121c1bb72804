import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayNumberOf, daysBetween, epochSecondsOf, isDate } from '../../model/calendar.ts';

const DAY = 86_400_000;

/** What the platform's own calendar says. */
const platformDate = (dayNumber: number) => new Date(dayNumber * DAY).toISOString().slice(0, 10);

const dayNumbers = fc.integer({
  min: Date.parse('0000-01-01') / DAY,
  max: Date.parse('9999-12-31') / DAY,
});

test('a day number is spelled as the platform spells it', () => {
  fc.assert(fc.property(dayNumbers, (day) => dateOf(day) === platformDate(day)));
});

test('a date is the day the platform says', () => {
  fc.assert(fc.property(dayNumbers, (day) => dayNumberOf(platformDate(day)) === day));
});

test('a year, a month and a day are a date exactly where the platform has such a day', () => {
  const part = (max: number, length: number) =>
    fc.integer({ min: 0, max }).map((value) => String(value).padStart(length, '0'));
  fc.assert(
    fc.property(part(9999, 4), part(19, 2), part(39, 2), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      const time = Date.parse(`${text}T00:00:00Z`);
      expect(isDate(text)).toBe(!Number.isNaN(time) && new Date(time).toISOString().startsWith(text));
    }),
  );
});

test('no other text is a date', () => {
  const spelled = /^\d{4}-\d\d-\d\d$/;
  fc.assert(fc.property(fc.string(), (text) => spelled.test(text) || !isDate(text)));
});

test.each([
  '2030-01-01Z',
  '2030-01-01+02:00',
  '2030-1-01',
  '2030-02-30',
  '2100-02-29',
  '2030-13-01',
  '2030-00-10',
  '2030-01-00',
  '2030/01/01',
  ' 030-01-01',
  '',
])('%j is no date', (text) => {
  expect(isDate(text)).toBe(false);
});

test('days between dates count leap days', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2030-03-01', '2030-02-28')).toBe(-1);
});

test('a date begins at its midnight, UTC', () => {
  expect(epochSecondsOf('2030-01-01')).toBe(Date.parse('2030-01-01T00:00:00Z') / 1000);
});
