import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookingStatuses } from '../../../model/bookings/states.ts';
import { canMoveOrder, orderStatuses, stockStates } from '../../../model/orders/states.ts';
import {
  acceptedOrder,
  nextBookingStep,
  nextOrderStep,
  type PayableOrder,
  statusesBefore,
} from '../../../model/payments/rules.ts';
import { isOpenPayment, paymentStatuses } from '../../../model/payments/states.ts';

describe('an open payment of an approved booking', () => {
  test.each([
    ['none', 'charge'],
    ['accepted', 'accept'],
    ['rejected', 'reject'],
    ['refunded', 'refund'],
  ] as const)('whose charge is %s: %s', (charge, step) => {
    expect(nextBookingStep(charge, 'APPROVED')).toBe(step);
  });
});

test.each(bookingStatuses.filter((status) => status !== 'APPROVED'))(
  'nothing is charged or kept for a booking that is %s',
  (status) => {
    for (const charge of ['none', 'accepted', 'rejected', 'refunded'] as const)
      expect(nextBookingStep(charge, status)).toBe('refund');
  },
);

test('only what nobody answered yet, or is held, is open', () => {
  expect(paymentStatuses.filter(isOpenPayment)).toEqual([
    'PAYMENT_PENDING',
    'PAYMENT_FAILED',
    'PAYMENT_AUTHORIZED',
  ]);
});

test('nothing that was refunded is accepted', () => {
  expect(statusesBefore('PAYMENT_ACCEPTED')).not.toContain('PAYMENT_REFUNDED');
});

describe('a payment of an order', () => {
  const charges = ['none', 'accepted', 'rejected', 'refunded'] as const;
  const charge = fc.constantFrom(...charges);
  const order = fc.record({
    status: fc.constantFrom(...orderStatuses),
    stock: fc.constantFrom(...stockStates, '' as const),
  });
  const holds = (claim: (charge: (typeof charges)[number], order: PayableOrder) => void) =>
    fc.assert(fc.property(charge, order, claim), { seed: 1, numRuns: 500 });

  test('is charged only while nothing is charged and its order is STOCK_ALLOCATED', () => {
    holds((charge, order) => {
      const mayCharge = charge === 'none' && order.status === 'STOCK_ALLOCATED';
      expect(nextOrderStep(charge, order) === 'charge').toBe(mayCharge);
    });
  });

  test('is accepted only with a charge that the gateway accepted', () => {
    holds((charge, order) => {
      if (nextOrderStep(charge, order) === 'accept') expect(charge).toBe('accepted');
    });
  });

  test('keeps no money of an order that is not paid for afterwards', () => {
    const paid = ['PAYMENT_ACCEPTED', 'READY', 'SHIPPED', 'DELIVERED'];
    holds((charge, order) => {
      if (charge !== 'accepted') return;
      const keeps = nextOrderStep(charge, order) === 'accept';
      expect(keeps).toBe(paid.includes((acceptedOrder(order) ?? order).status));
      if (!keeps) expect(nextOrderStep(charge, order)).toBe('refund');
    });
  });

  test('moves its order only as the table of transitions allows', () => {
    holds((charge, order) => {
      const step = nextOrderStep(charge, order);
      const accepted = acceptedOrder(order);
      if (step === 'accept' && accepted) expect(canMoveOrder(order.status, accepted.status)).toBe(true);
      if (step === 'reject' || step === 'rejectAndBar')
        expect(canMoveOrder(order.status, 'PAYMENT_REJECTED')).toBe(true);
    });
  });

  test('sells the units that are held, and no others', () => {
    holds((_charge, order) => {
      const accepted = acceptedOrder(order);
      if (accepted) expect(accepted.stock).toBe(order.stock === 'HELD' ? 'SOLD' : order.stock);
    });
  });

  test('ends by whatever the gateway decided of an order that waits for it', () => {
    for (const charge of charges)
      expect(nextOrderStep(charge, { status: 'STOCK_ALLOCATED', stock: 'HELD' })).not.toBe('refund');
  });
});
