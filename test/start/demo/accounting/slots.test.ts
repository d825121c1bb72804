import { describe, expect, test } from 'vitest';
import type { AccountingRecords } from '../../../../start/demo/accounting/AccountingRecords.ts';
import { delivered, entry, faults, records, stay, storing } from './records.ts';

describe('the accounting of slots', () => {
  const slot = { serviceId: 's1', dateTime: '2027-03-10T09:00:00.000Z' };
  const appointment = { id: 'b2', status: 'APPROVED', ...slot };
  const entries = [...records.entries, { ...entry, answer: { ...entry.answer, id: 'b2' } }];
  const seats = (...ids: string[]) => [{ ...slot, bookingIds: new Set(ids) }];
  const booked = (changed: Partial<AccountingRecords['stored']>, status = 'APPROVED') =>
    faults({
      entries,
      ...storing({ bookings: [stay, { ...appointment, status }], slots: seats('b2'), ...changed }),
      statusesOf: (id) => (id === 'b2' ? [status] : (delivered[id] ?? [])),
    });

  test('adds up if each appointment has its seat, and nobody else has', () => {
    expect(booked({})).toEqual([]);
    expect(booked({ slots: [] }, 'CANCELLED')).toEqual([]);
  });

  test.each<[string, Partial<AccountingRecords['stored']>, string?]>([
    ['an appointment without a seat', { slots: [] }],
    ['a seat of nobody', { slots: seats('b2', 'b3') }],
    ['a seat in another slot', { slots: [{ ...seats('b2')[0]!, dateTime: '2027-03-10T10:00:00.000Z' }] }],
    ['a seat in two slots', { slots: [...seats('b2'), { ...seats('b2')[0]!, dateTime: stay.startDate }] }],
    ['a seat that was not freed', {}, 'CANCELLED'],
    [
      'a slot of a service that nobody offers',
      {
        bookings: [stay, { ...appointment, serviceId: 's2' }],
        slots: [{ ...seats('b2')[0]!, serviceId: 's2' }],
      },
    ],
  ])('finds %s', (_, changed, status) => {
    expect(booked(changed, status)).toEqual([expect.stringMatching(/seats taken/)]);
  });

  test('finds a slot above its capacity, though each has a seat', () => {
    const other = { ...entry, answer: { ...entry.answer, id: 'b3' } };
    const both = {
      entries: [...entries, other],
      ...storing({ bookings: [stay, appointment, { ...appointment, id: 'b3' }], slots: seats('b2', 'b3') }),
      statusesOf: (id: string) => (['b2', 'b3'].includes(id) ? ['APPROVED'] : (delivered[id] ?? [])),
    };
    expect(faults(both)).toEqual([expect.stringMatching(/seats taken/)]);
    expect(faults({ ...both, services: [{ id: 's1', name: 'boiler check', capacity: 2 }] })).toEqual([]);
  });
});
