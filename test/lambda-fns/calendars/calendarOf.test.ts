import ICAL from 'ical.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CalendarBooking } from '../../../lambda-fns/calendars/shared/bookings.ts';
import { calendarOf } from '../../../lambda-fns/calendars/shared/calendarOf.ts';
import { isSecretOf, hashOf, newSecret } from '../../../lambda-fns/calendars/shared/secrets.ts';

const stay: CalendarBooking = {
  ...{ id: '01', title: 'Stay in apartment 101', status: 'APPROVED', isAllDay: true },
  ...{ start: '2031-03-29', end: '2031-03-31' },
  ...{ createdOn: '2031-01-01T00:00:00.000Z', updatedOn: '2031-01-01T00:01:30.400Z' },
};
const appointment: CalendarBooking = {
  ...stay,
  ...{ id: '02', title: 'Cleaning', isAllDay: false, status: 'PENDING' },
  ...{ start: '2031-03-30T00:30:00.000Z', end: '2031-03-30T01:30:00.000Z' },
};

/** Events as a calendar program reads them. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => ({
    component,
    event: new ICAL.Event(component),
  }));

afterEach(() => void vi.unstubAllEnvs());

// https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1
describe.each(['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'on a machine in %s',
  (zone) => {
    test('a stay is of whole days that float, and its end is not part of it', () => {
      vi.stubEnv('TZ', zone);
      const text = calendarOf([stay]);
      expect(text).toContain('DTSTART;VALUE=DATE:20310329\r\n');
      expect(text).toContain('DTEND;VALUE=DATE:20310331\r\n');
      const [{ event }] = eventsOf(text) as [ReturnType<typeof eventsOf>[0]];
      expect([event.startDate.isDate, event.duration.toSeconds() / 86_400]).toEqual([true, 2]);
    });

    test('an appointment is an instant, in the night when clocks change, too', () => {
      vi.stubEnv('TZ', zone);
      const [{ event }] = eventsOf(calendarOf([appointment])) as [ReturnType<typeof eventsOf>[0]];
      expect([event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString()]).toEqual([
        appointment.start,
        appointment.end,
      ]);
    });
  },
);

test.each([
  ['PENDING', 'TENTATIVE'],
  ['APPROVED', 'CONFIRMED'],
  ['PAID', 'CONFIRMED'],
  ['COMPLETED', 'CONFIRMED'],
  ['REJECTED', 'CANCELLED'],
  ['CANCELLED', 'CANCELLED'],
  ['EXPIRED', 'CANCELLED'],
] as const)('a booking that is %s is %s there', (status, expected) => {
  const [{ component, event }] = eventsOf(calendarOf([{ ...stay, status }])) as [
    ReturnType<typeof eventsOf>[0],
  ];
  expect([component.getFirstPropertyValue('status'), event.uid, event.sequence]).toEqual([
    expected,
    '01@frontdesk',
    90,
  ]);
});

test.each([
  'Cleaning, deep; 100 % \\ "clean"',
  'Ünïcode 🛎 and a very long name '.repeat(10).trim(),
  'BEGIN:VEVENT',
  'a\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR',
  'tab\there\u0000',
])('%j is one text and nothing else', (title) => {
  const text = calendarOf([{ ...stay, title }, appointment]);
  const events = eventsOf(text);
  expect(events).toHaveLength(2);
  expect(events.map(({ event }) => event.summary)).toContain(title.replace(/\p{Cc}+/gu, ' '));
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('the same bookings are the same text, in whatever order they are found', () => {
  expect(calendarOf([stay, appointment])).toBe(calendarOf([appointment, stay]));
  expect(eventsOf(calendarOf([]))).toEqual([]);
});

test('a secret is known by its hash, and nothing else is', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(newSecret()).not.toBe(secret);
  expect(isSecretOf(secret, hashOf(secret))).toBe(true);
  for (const [given, hash] of [
    [secret, undefined],
    ['', undefined],
    ['', hashOf(secret)],
    [secret.slice(1), hashOf(secret)],
    [secret, ''],
    [secret, hashOf(secret).slice(2)],
  ] as const)
    expect(isSecretOf(given, hash)).toBe(false);
});
