import { describe, expect, test } from 'vitest';
import { bookingStatuses } from '../../../model/bookings/states.ts';
import { nextStep } from '../../../model/payments/nextStep.ts';
import { isOpen, paymentStatuses } from '../../../model/payments/states.ts';
import { statusesBefore } from '../../../model/payments/statusesBefore.ts';
import { stayCents } from '../../../model/payments/tariff.ts';

describe('an open payment of an approved booking', () => {
  test.each([
    ['none', 'charge'],
    ['accepted', 'accept'],
    ['rejected', 'reject'],
    ['refunded', 'giveBack'],
  ] as const)('whose charge is %s: %s', (charge, step) => {
    expect(nextStep(charge, 'APPROVED')).toBe(step);
  });
});

test.each(bookingStatuses.filter((status) => status !== 'APPROVED'))(
  'nothing is charged or kept for a booking that is %s',
  (status) => {
    for (const charge of ['none', 'accepted', 'rejected', 'refunded'] as const)
      expect(nextStep(charge, status)).toBe('giveBack');
  },
);

test('only what nobody answered yet is open', () => {
  expect(paymentStatuses.filter(isOpen)).toEqual(['PAYMENT_PENDING', 'PAYMENT_FAILED']);
});

test('nothing that was refunded is accepted', () => {
  expect(statusesBefore('PAYMENT_ACCEPTED')).not.toContain('PAYMENT_REFUNDED');
});

test('a price is whole cents, by night', () => {
  expect(stayCents('DOUBLE_ROOM', 3)).toBe(36_000);
});
