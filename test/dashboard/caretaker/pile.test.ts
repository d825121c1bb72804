import { describe, expect, test } from 'vitest';
import { groupsOf, rivalsOf } from '../../../dashboard/caretaker/pile.ts';

type Waiting = Parameters<typeof groupsOf>[1][number];
type Stay = Extract<Waiting, { __typename: 'ApartmentBooking' }>;

/** A stay from one day of March to another, which was asked for in a minute of its own. */
const stay = (id: string, [from, to]: readonly [number, number], minute: number): Stay =>
  // What grouping looks at, of a booking's many fields.
  ({
    __typename: 'ApartmentBooking',
    id,
    startDate: `2031-03-${String(from).padStart(2, '0')}`,
    endDate: `2031-03-${String(to).padStart(2, '0')}`,
    createdOn: `2031-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  }) as Stay;

const appointment = (id: string, minute: number): Waiting =>
  ({
    ...stay(id, [1, 2], minute),
    __typename: 'ServiceBooking',
    serviceName: 'Cleaning',
  }) as unknown as Waiting;

const house = (...stays: Stay[]) => ({
  name: 'Harbour House',
  apartments: [{ id: 'flat', apartmentNumber: '101', stays }],
});

const idsIn = (...given: Parameters<typeof groupsOf>) =>
  groupsOf(...given).map(({ bookings }) => bookings.map(({ id }) => id));

describe('what waits', () => {
  test('is nothing where nothing waits', () => {
    expect(groupsOf([house()], [])).toEqual([]);
  });

  test('stands with those that want a night of it, also by way of others, the oldest first', () => {
    const chain = [stay('c', [7, 9], 1), stay('a', [1, 4], 3), stay('b', [3, 8], 2)];
    expect(idsIn([house(...chain)], [])).toEqual([['c', 'b', 'a']]);
  });

  test('stands alone where one leaves on the day on which the other arrives', () => {
    expect(idsIn([house(stay('a', [1, 4], 1), stay('b', [4, 6], 2))], [])).toEqual([['a'], ['b']]);
  });

  test('stands together where a short stay lies within a long one, and the next begins after the short one', () => {
    const nested = [stay('long', [1, 20], 1), stay('short', [2, 3], 2), stay('late', [10, 12], 3)];
    expect(idsIn([house(...nested)], [])).toEqual([['long', 'short', 'late']]);
  });

  test('does not stand with those of another apartment', () => {
    expect(idsIn([house(stay('a', [1, 4], 2)), house(stay('b', [1, 4], 1))], [])).toEqual([['b'], ['a']]);
  });

  test('is sorted by its oldest request, appointments among stays, and by id within a minute', () => {
    const groups = groupsOf(
      [house(stay('b', [1, 2], 5), stay('a', [3, 4], 5))],
      [appointment('between', 5), appointment('first', 1)],
    );
    expect(groups.map(({ id }) => id)).toEqual(['first', 'a', 'b', 'between']);
    expect(groups.map(({ title }) => title)).toEqual([
      'Cleaning',
      'Harbour House, 101',
      'Harbour House, 101',
      'Cleaning',
    ]);
  });
});

test('rivals share a night: not all that stand together do', () => {
  const chain = house(stay('a', [1, 4], 1), stay('b', [3, 8], 2), stay('c', [7, 9], 3));
  const rivals = groupsOf([chain], []).flatMap((group) =>
    group.bookings.map((booking) => [booking.id, ...rivalsOf(booking, group).map(({ id }) => id)]),
  );
  expect(rivals).toEqual([
    ['a', 'b'],
    ['b', 'a', 'c'],
    ['c', 'b'],
  ]);
});
