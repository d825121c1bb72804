import { expect, test } from 'vitest';
import { isTimeZone } from '../../model/timeZones.ts';

test('every time zone of this runtime is one', () => {
  expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))).toEqual([]);
});

test.each(['UTC', 'Europe/Kyiv', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'])(
  '%s is one, and the runtime knows it',
  (timeZone) => {
    expect(isTimeZone(timeZone)).toBe(true);
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  },
);

test.each([
  '',
  '/',
  'Europe',
  'Europe/',
  '/Berlin',
  'europe/berlin',
  'Europe/Berlin Bratislava',
  'Europe/Berlin ',
  'Europe/Atlantis',
  'constructor/',
  'toString/x',
  '+02:00',
  'CEST',
])('"%s" is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});
