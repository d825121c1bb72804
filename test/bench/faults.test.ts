import { describe, expect, test } from 'vitest';
import { readSizes, throwFaults } from '../../bench/report/figures.ts';
import { faultsOfBookings } from '../../bench/server/storedBookings.ts';
import { faultsOfOrders } from '../../bench/server/storedOrders.ts';

const tickets = new Set(['one', 'two', 'three']);

describe('bookings', () => {
  const stored = (eventsOf: Readonly<Record<string, number>>, bookings = Object.keys(eventsOf)) => ({
    bookings: new Set(bookings),
    pending: bookings.length,
    eventsOf: new Map(Object.entries(eventsOf)),
    queued: 0,
  });

  test('that are each stored and announced once have no fault', () => {
    expect(faultsOfBookings(tickets, stored({ one: 1, two: 1, three: 1 }))).toEqual({
      lost: 0,
      doubled: 0,
      leftInQueues: 0,
    });
  });

  test.each([
    ['a second event of another booking', stored({ one: 1, two: 2 })],
    ['a booking without a ticket', stored({ one: 1, two: 1, four: 1 })],
    ['an event without its booking', stored({ one: 1, two: 1, three: 1, four: 1 }, ['one', 'two'])],
  ])('of which one is lost: %s does not hide that', (_, found) => {
    expect(faultsOfBookings(tickets, found)).toMatchObject({ lost: 1, doubled: 1 });
  });
});

describe('orders', () => {
  const expected = { tickets, cents: 1250, onHand: 57 };
  const stored = (cents: Readonly<Record<string, number>>, paid = Object.keys(cents)) => ({
    orders: new Set(Object.keys(cents)),
    paid: new Set(paid),
    onHand: 57,
    keptCents: new Map(Object.entries(cents)),
    queued: 0,
  });

  test('that are each charged once have no fault', () => {
    const found = stored({ one: 1250, two: 1250, three: 1250 });
    expect(faultsOfOrders(expected, found)).toEqual({
      lost: 0,
      doubled: 0,
      unitsAstray: 0,
      leftInQueues: 0,
    });
    expect(faultsOfOrders(expected, { ...found, onHand: 56, queued: 2 })).toMatchObject({
      unitsAstray: -1,
      leftInQueues: 2,
    });
  });

  test.each([
    ['a second charge of another order', stored({ one: 1250, two: 2500, three: 0 })],
    ['a charge of an unknown order', stored({ one: 1250, two: 1250, four: 1250 })],
    ['a charge of an unpaid order', stored({ one: 1250, two: 1250, three: 2500 }, ['one', 'two'])],
  ])('of which one is lost: %s does not hide that', (_, found) => {
    expect(faultsOfOrders(expected, found)).toMatchObject({ lost: 1, doubled: 1 });
  });
});

test('a run with faults throws', () => {
  expect(() => throwFaults({ lost: 0, doubled: 0 })).not.toThrow();
  expect(() => throwFaults({ lost: 0, doubled: 1, unitsAstray: -1 })).toThrow(
    'No result: doubled 1, unitsAstray -1',
  );
});

test('a size is a multiple of the clients', () => {
  expect(readSizes(['50', '2000'])).toEqual([50, 2000]);
  for (const size of ['120', '0', '-50', '1e3', 'abc', ''])
    expect(() => readSizes(['50', size])).toThrow(`"${size}" is no size: give a multiple of 50`);
});
