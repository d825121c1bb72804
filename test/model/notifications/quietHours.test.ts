import { expect, test } from 'vitest';
import { quietUntil } from '../../../model/notifications/quietHours.ts';

const night = { from: '22:00', to: '07:00', timeZone: 'UTC' };
const berlin = { ...night, timeZone: 'Europe/Berlin' };
const kolkata = { ...night, timeZone: 'Asia/Kolkata' };
const kiritimati = { ...night, timeZone: 'Pacific/Kiritimati' };
const noon = { from: '12:00', to: '13:30', timeZone: 'UTC' };
/** Half an hour that a spring night in Berlin does not have. */
const leftOut = { ...berlin, to: '02:30' };

test.each([
  ['before midnight', night, '2027-01-20T22:00:00.000Z', '2027-01-21T07:00:00.000Z'],
  ['after midnight', night, '2027-01-21T06:59:59.999Z', '2027-01-21T07:00:00.000Z'],
  ['at their end', night, '2027-01-21T07:00:00.000Z', undefined],
  ['before they begin', night, '2027-01-20T21:59:59.999Z', undefined],
  ['within a day', noon, '2027-01-20T12:30:10.000Z', '2027-01-20T13:30:00.000Z'],
  ['after them within a day', noon, '2027-01-20T13:30:00.000Z', undefined],
  ['over the end of a year', night, '2027-12-31T23:30:00.000Z', '2028-01-01T07:00:00.000Z'],
  ['in winter', berlin, '2027-01-20T21:00:00.000Z', '2027-01-21T06:00:00.000Z'],
  ['in summer', berlin, '2027-07-20T20:00:00.000Z', '2027-07-21T05:00:00.000Z'],
  ['a quarter of an hour before them in summer', berlin, '2027-07-20T19:45:00.000Z', undefined],
  ['in a zone of half hours', kolkata, '2027-01-20T16:30:00.000Z', '2027-01-21T01:30:00.000Z'],
  ['in a zone a day ahead', kiritimati, '2027-01-20T08:00:00.000Z', '2027-01-20T17:00:00.000Z'],
  ['on a night of eight hours', berlin, '2027-03-27T22:00:00.000Z', '2027-03-28T05:00:00.000Z'],
  ['on a night of ten hours', berlin, '2027-10-30T22:00:00.000Z', '2027-10-31T06:00:00.000Z'],
  ['in the hour that comes twice', berlin, '2027-10-31T01:30:00.000Z', '2027-10-31T06:00:00.000Z'],
  ['until a time that clocks leave out', leftOut, '2027-03-27T22:00:00.000Z', '2027-03-28T01:30:00.000Z'],
])('quiet hours %s', (_when, hours, now, until) => {
  expect(quietUntil(hours, now)).toBe(until);
});
