import { describe, expect, test } from 'vitest';
import { bookingEventNameOf, bookingEventNames } from '../../../model/bookings/events.ts';
import {
  bookingStatuses,
  canMoveBooking,
  isAboutToExpire,
  startsSoon,
  statusAt,
} from '../../../model/bookings/states.ts';

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

describe('a booking that waits for staff is about to expire', () => {
  const pending = {
    status: 'PENDING' as const,
    createdOn: '2030-05-01T00:00:00.000Z',
    holdUntil: '2030-05-03T00:00:00.000Z',
  };

  test.each([
    ['twelve hours before the end of its hold', pending, '2030-05-02T12:00:00.000Z', true],
    ['not a second sooner', pending, '2030-05-02T11:59:59.000Z', false],
    ['in the last second', pending, '2030-05-02T23:59:59.000Z', true],
    ['not at the end, when it has expired', pending, '2030-05-03T00:00:00.000Z', false],
    [
      'in the last quarter of a hold of four hours',
      { ...pending, holdUntil: '2030-05-01T04:00:00.000Z' },
      '2030-05-01T03:00:00.000Z',
      true,
    ],
    [
      'not when it was asked for, though its hold is short',
      { ...pending, holdUntil: '2030-05-01T04:00:00.000Z' },
      pending.createdOn,
      false,
    ],
    [
      'not once it is approved',
      { ...pending, status: 'APPROVED' as const },
      '2030-05-02T23:00:00.000Z',
      false,
    ],
  ])('%s', (_when, booking, now, expected) => {
    expect(isAboutToExpire(booking, now)).toBe(expected);
  });
});

describe('a booking begins soon', () => {
  const holdUntil = '2030-05-03T00:00:00.000Z';
  const stay = { status: 'APPROVED' as const, holdUntil, startDate: '2030-05-10' };
  const appointment = { status: 'PAID' as const, holdUntil, dateTime: '2030-05-10T15:30:00.000Z' };

  test.each([
    ['a stay from nine of the day before', stay, '2030-05-09T09:00:00.000Z', true],
    ['and not sooner', stay, '2030-05-09T08:59:59.000Z', false],
    ['and not once it has begun', stay, '2030-05-10T00:00:00.000Z', false],
    ['an appointment a day before', appointment, '2030-05-09T15:30:00.000Z', true],
    ['and not sooner than that', appointment, '2030-05-09T15:29:59.000Z', false],
    ['and not at its time', appointment, '2030-05-10T15:30:00.000Z', false],
    ['none that was cancelled', { ...stay, status: 'CANCELLED' as const }, '2030-05-09T12:00:00.000Z', false],
    ['none that waits for staff', { ...stay, status: 'PENDING' as const }, '2030-05-09T12:00:00.000Z', false],
  ])('%s', (_what, booking, now, expected) => {
    expect(startsSoon(booking, now)).toBe(expected);
  });
});
