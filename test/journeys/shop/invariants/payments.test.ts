import { describe, expect, test } from 'vitest';
import { expectPaymentsSettled } from './payments.ts';

type Row = Record<string, any>;

const order: Row = {
  pk: 'EVENTS#ORDER_ID#o-1',
  sk: 'ORDER',
  orderId: 'o-1',
  amountCents: 1_000,
};
const progress: Row = { pk: order['pk'], sk: 'PROGRESS', status: 'READY' };
const payment: Row = {
  pk: order['pk'],
  sk: 'PAYMENT#001',
  attempt: 1,
  paymentId: 'order:o-1',
  paymentStatus: 'PAYMENT_ACCEPTED',
  amountCents: 1_000,
  refundedCents: 300,
};
const book: Row = {
  pk: 'GATEWAY#order:o-1',
  sk: 'CHARGE',
  paymentId: 'order:o-1',
  capturedCents: 1_000,
  refundedCents: 300,
};
const list: Row = {
  pk: 'LIST#o-1',
  sk: 'LIST',
  status: 'COMPLETED',
  missing: [{ sku: 'rolls', units: 3, priceCents: 100 }],
};
const booking: Row = { pk: 'BOOKING#b-1', sk: 'BOOKING', id: 'b-1', status: 'APPROVED', priceCents: 500 };
const held: Row = {
  pk: booking['pk'],
  sk: 'PAYMENT#001',
  attempt: 1,
  paymentId: 'booking:b-1:1',
  paymentStatus: 'PAYMENT_AUTHORIZED',
  amountCents: 500,
};
const heldBook: Row = {
  pk: 'GATEWAY#booking:b-1:1',
  sk: 'CHARGE',
  paymentId: 'booking:b-1:1',
  heldCents: 500,
};

const all = { order, progress, payment, book, list, booking, held, heldBook };
const rowsWith = (changes: Partial<Record<keyof typeof all, Row | null>>): Row[] =>
  // The names are those of `all`.
  (Object.keys(all) as (keyof typeof all)[]).flatMap((name) =>
    changes[name] === null ? [] : [{ ...all[name], ...changes[name] }],
  );

test('an order with missing units and a booking with an amount held are settled', () => {
  expect(() => expectPaymentsSettled(rowsWith({}))).not.toThrow();
});

describe('what is not settled is noticed', () => {
  test.each<[string, Parameters<typeof rowsWith>[0]]>([
    ['missing units that were not refunded', { payment: { refundedCents: 0 }, book: { refundedCents: 0 } }],
    ['missing units that were refunded twice', { book: { refundedCents: 600 } }],
    ['an order that is canceled and kept its money', { progress: { status: 'CANCELED' } }],
    ['an order that is paid for by nobody', { payment: null, book: null }],
    ['a charge that no payment knows', { payment: null, progress: { status: 'CANCELED' }, list: null }],
    ['a charge of another amount', { book: { capturedCents: 999 } }],
    ['a booking that is cancelled and holds money', { booking: { status: 'CANCELLED' } }],
    ['a booking that is over and holds money', { booking: { status: 'COMPLETED' } }],
    ['money that is held and taken', { heldBook: { capturedCents: 500 } }],
    ['a payment that says it is held, and is not', { heldBook: { heldCents: 0 } }],
    ['a booking that is PAID without money', { booking: { status: 'PAID' } }],
    [
      'a booking that paid another price than its own',
      {
        booking: { status: 'PAID', priceCents: 400 },
        held: { paymentStatus: 'PAYMENT_ACCEPTED' },
        heldBook: { heldCents: 0, capturedCents: 500 },
      },
    ],
    ['a subject without an invoice', { held: { superseded: true } }],
  ])('%s', (_what, changes) => {
    expect(() => expectPaymentsSettled(rowsWith(changes))).toThrow();
  });

  test('two invoices of one booking', () => {
    const second = {
      ...held,
      sk: 'PAYMENT#002',
      attempt: 2,
      paymentStatus: 'PAYMENT_REJECTED',
      paymentId: 'x',
    };
    expect(() => expectPaymentsSettled([...rowsWith({}), second])).toThrow();
  });
});
