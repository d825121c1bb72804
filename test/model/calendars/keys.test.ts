import { expect, test } from 'vitest';
import { CalendarLink } from '../../../model/calendars/CalendarLink.ts';
import { calendarLinkKey } from '../../../model/calendars/keys.ts';
import { calendarLinkPath, parseCalendarLink } from '../../../model/calendars/links.ts';

test('resolvers and Lambdas spell the key of a calendar link the same way', () => {
  const row = { userId: 'user-1', secretHash: 'ab', createdOn: '2030-01-01T00:00:00.000Z' };
  expect(CalendarLink.put(row).params({ table: 'T' }).Item).toMatchObject(calendarLinkKey('user-1'));
});

const secret = 'x'.repeat(43);

test.each(['user-1', 'a b/c', '../..', 'ä@b'])('the link of %s is read as it was written', (userId) => {
  expect(parseCalendarLink(calendarLinkPath(userId, secret))).toEqual({ userId, secret });
});

test.each([
  '/',
  '/calendar/user-1',
  `/calendar/user-1/${secret}`,
  `/calendar//${secret}.ics`,
  `/calendar/user-1/${secret}x.ics`,
  `/calendar/%/${secret}.ics`,
  `/calendar/a/b/${secret}.ics`,
  `/calendar/${'a'.repeat(201)}/${secret}.ics`,
])('%s is no link', (path) => {
  expect(parseCalendarLink(path)).toBeUndefined();
});
