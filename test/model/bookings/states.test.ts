import { expect, test } from 'vitest';
import { bookingEventNameOf, bookingEventNames } from '../../../model/bookings/events.ts';
import { bookingStatuses, canMoveBooking, statusAt } from '../../../model/bookings/states.ts';

const moves = bookingStatuses.flatMap((from) =>
  bookingStatuses.filter((to) => canMoveBooking(from, to)).map((to) => `${from} ${to}`),
);

test('a booking moves only along these', () => {
  expect(moves).toEqual([
    'PENDING APPROVED',
    'PENDING REJECTED',
    'PENDING CANCELLED',
    'PENDING EXPIRED',
    'APPROVED PAID',
    'APPROVED COMPLETED',
    'APPROVED CANCELLED',
    'PAID COMPLETED',
    'PAID CANCELLED',
  ]);
});

const holdUntil = '2030-01-02T00:00:00.000Z';

test.each([
  ['PENDING', '2030-01-01T23:59:59.999Z', 'PENDING'],
  ['PENDING', holdUntil, 'EXPIRED'],
  ['APPROVED', '2031-01-01T00:00:00.000Z', 'APPROVED'],
] as const)('%s at %s is %s', (status, now, expected) => {
  expect(statusAt({ status, holdUntil }, now)).toBe(expected);
});

test.each([
  ['an approved stay on the morning it ends', { status: 'APPROVED', endDate: '2030-06-04' }],
  ['a paid appointment at its time', { status: 'PAID', dateTime: '2030-06-04T00:00:00.000Z' }],
] as const)('%s is completed, and not a millisecond earlier', (_what, timed) => {
  expect(statusAt({ holdUntil, ...timed }, '2030-06-03T23:59:59.999Z')).toBe(timed.status);
  expect(statusAt({ holdUntil, ...timed }, '2030-06-04T00:00:00.000Z')).toBe('COMPLETED');
});

test('every status has its event', () => {
  expect(bookingEventNames).toEqual(bookingStatuses.map(bookingEventNameOf));
  expect(bookingEventNames).toContain('BOOKING_PENDING_EVENT');
});
