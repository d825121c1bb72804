import { expect, test } from 'vitest';
import { expectBookedPrices, expectSeats } from './slots.ts';

const now = '2027-01-20T10:00:00.000Z';
const dateTime = '2027-03-10T08:00:00.000Z';
const service = { pk: 'PRODUCT#s', sk: 'STATE', capacity: 1 };
const added = { pk: 'PRODUCT#s', sk: 'EVENT#00000001', eventData: { version: 1, priceCents: 4500 } };
const raised = { pk: 'PRODUCT#s', sk: 'EVENT#00000002', eventData: { version: 2, priceCents: 9900 } };
const slot = (...ids: string[]) => ({ pk: 'SERVICE#s', sk: `SLOT#${dateTime}`, bookingIds: new Set(ids) });
const booking = (id: string, changes: object = {}) => ({
  ...{ pk: `BOOKING#${id}`, sk: 'BOOKING', id, serviceId: 's', dateTime, status: 'PENDING' },
  ...{ productVersion: 1, priceCents: 4500 },
  ...changes,
});
const subject = `SERVICE#s#${dateTime}`;
const claim = (bookingId: string, heldUntil: string) => ({
  ...{ pk: 'USER#u', sk: `CLAIM#${subject}`, subject, bookingId, heldUntil },
});

test('seats of bookings and of claims that hold are lawful', () => {
  expect(() => expectSeats([service, slot('b'), booking('b')], now)).not.toThrow();
  expect(() => expectSeats([service, slot('b'), claim('b', dateTime)], now)).not.toThrow();
});

test.each([
  ['more seats than a slot has', [service, slot('b', 'c'), booking('b'), booking('c')]],
  ['a seat of nobody', [service, slot('b')]],
  ['a seat of a claim that holds no more', [service, slot('b'), claim('b', now)]],
  ['a seat of a booking that was cancelled', [service, slot('b'), booking('b', { status: 'CANCELLED' })]],
  ['a seat in another slot', [service, slot('b'), booking('b', { dateTime: now })]],
  ['a booking without its seat', [service, slot(), booking('b', { status: 'PAID' })]],
])('%s is found', (_what, rows) => {
  expect(() => expectSeats(rows, now)).toThrow();
});

test('a price that is not of its version is found', () => {
  expect(() => expectBookedPrices([added, raised, booking('b')])).not.toThrow();
  expect(() => expectBookedPrices([added, raised, booking('b', { productVersion: 2 })])).toThrow();
  expect(() => expectBookedPrices([booking('b')])).toThrow();
});
