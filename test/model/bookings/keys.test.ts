import { describe, expect, test } from 'vitest';
import { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import { BookingClaim } from '../../../model/bookings/BookingClaim.ts';
import { BookingEvent } from '../../../model/bookings/BookingEvent.ts';
import { BookingRequest } from '../../../model/bookings/BookingRequest.ts';
import { bookingEventOf, bookingEventDataOf } from '../../../model/bookings/events.ts';
import { bookingKindOf, claimContentOf, claimSubjectOf } from '../../../model/bookings/kinds.ts';
import {
  apartmentBookingsKey,
  bookingEventKey,
  bookingKey,
  bookingSortKey,
  claimKey,
  claimsKey,
  requestKey,
  serviceBookingsKey,
  shardOf,
  serviceSlotsPartition,
  shards,
  slotKey,
  slotPrefix,
  userBookingsKey,
} from '../../../model/bookings/keys.ts';
import { ServiceBooking } from '../../../model/bookings/ServiceBooking.ts';
import { ServiceSlot } from '../../../model/bookings/ServiceSlot.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const dateTime = '2030-02-01T08:00:00.000Z';

const stored = {
  userId: 'u-1',
  status: 'PENDING' as const,
  holdUntil: instant,
  createdOn: instant,
  updatedOn: instant,
};
const stay = { ...stored, id: 'k-1', apartmentId: 'a-1', startDate: '2030-01-01', endDate: '2030-01-02' };
const appointment = {
  ...stored,
  id: '01ARZ3NDEKTSV4RRFFQ69G5FA7',
  serviceId: 's-1',
  serviceName: 'Cleaning',
  dateTime,
  shard: '3',
};

describe('resolvers and Lambdas spell the same way', () => {
  test('the row of a stay, in the table and in both indexes', () => {
    expect({
      ...stay,
      ...bookingKey('k-1'),
      gsi1pk: userBookingsKey('u-1'),
      gsi1sk: bookingSortKey('2030-01-01', 'k-1'),
      gsi2pk: apartmentBookingsKey('a-1'),
      gsi2sk: bookingSortKey('2030-01-01', 'k-1'),
      ...entityMetadata(bookingKindOf(stay)),
    }).toEqual(ApartmentBooking.create(stay).params({ table }).Item);
  });

  test('the row of an appointment, in the table and in both indexes', () => {
    expect({
      ...appointment,
      ...bookingKey(appointment.id),
      gsi1pk: userBookingsKey('u-1'),
      gsi1sk: bookingSortKey(dateTime, appointment.id),
      gsi2pk: serviceBookingsKey(shardOf(appointment.id)),
      gsi2sk: bookingSortKey(dateTime, appointment.id),
      ...entityMetadata(bookingKindOf(appointment)),
    }).toEqual(ServiceBooking.create(appointment).params({ table }).Item);
  });

  test('where a change of dates puts a booking', () => {
    const moved = { startDate: '2030-03-01', apartmentId: 'a-1', userId: 'u-1', id: 'k-1' };
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = ApartmentBooking.patch(
      moved,
    )
      .set({ startDate: '2030-03-01' })
      .params({ table });
    for (const field of ['gsi1sk', 'gsi2sk']) {
      expect(Object.values(names)).toContain(field);
      expect(values[`:${field}_u0`]).toBe(bookingSortKey('2030-03-01', 'k-1'));
    }
  });

  test.each([
    ['an apartment', claimSubjectOf({ apartmentId: 'a-1' }), claimContentOf(stay)],
    ['a service at its time', claimSubjectOf({ serviceId: 's-1', dateTime }), claimContentOf(appointment)],
  ])('the row of a claim on %s', (_what, subject, content) => {
    const claim = { userId: 'u-1', subject, bookingId: 'k-1', content, heldUntil: instant, ttl: 1 };
    expect({ ...claim, ...claimKey('u-1', subject), ...entityMetadata('BookingClaim') }).toEqual(
      BookingClaim.create(claim).params({ table }).Item,
    );
  });

  test('the row of a slot', () => {
    const slot = { serviceId: 's-1', dateTime, ttl: 1 };
    expect({ ...slot, ...slotKey('s-1', dateTime), ...entityMetadata('ServiceSlot') }).toEqual(
      ServiceSlot.create(slot).params({ table }).Item,
    );
    expect(slotKey('s-1', dateTime)).toEqual({
      pk: serviceSlotsPartition('s-1'),
      sk: `${slotPrefix}${dateTime}`,
    });
  });

  test('the row of a request its client named', () => {
    const request = {
      userId: 'u-1',
      clientToken: 't-1',
      bookingId: 'k-1',
      subject: claimSubjectOf(stay),
      content: claimContentOf(stay),
      heldUntil: instant,
      keptUntil: instant,
      ttl: 1,
    };
    expect({ ...request, ...requestKey('u-1', 't-1'), ...entityMetadata('BookingRequest') }).toEqual(
      BookingRequest.create(request).params({ table }).Item,
    );
  });

  test.each([
    ['a stay', stay],
    ['an appointment', appointment],
  ])('the row of an event of %s', (_what, booking) => {
    const change = { status: 'APPROVED' as const, reason: '', updatedOn: instant };
    const event = bookingEventOf(bookingEventDataOf(booking, change), 1_000_000, 30);
    expect(event.ttl).toBe(1_000_000 + 30 * 86_400);
    expect({
      ...event,
      ...bookingEventKey(booking.id, 'BOOKING_APPROVED_EVENT'),
      ...entityMetadata('BookingEvent'),
    }).toEqual(BookingEvent.create(event).params({ table }).Item);
  });
});

describe('resolvers and Lambdas look up the same way', () => {
  /** What begins the sort keys of all bookings, as `bookingsQuery` spells it. */
  const order = 'BOOKING#';

  test.each([
    ['a person’s stays', ApartmentBooking.query.byUser({ userId: 'u-1' }).params({ table })],
    ['a person’s appointments', ServiceBooking.query.byUser({ userId: 'u-1' }).params({ table })],
  ])('%s', (_what, { ExpressionAttributeValues }) => {
    expect(Object.values(ExpressionAttributeValues)).toEqual([userBookingsKey('u-1'), order]);
  });

  test('an apartment’s bookings', () => {
    const { ExpressionAttributeValues } = ApartmentBooking.query
      .byApartment({ apartmentId: 'a-1' })
      .params({ table });
    expect(Object.values(ExpressionAttributeValues)).toEqual([apartmentBookingsKey('a-1'), order]);
  });

  test('a person’s claims', () => {
    const { ExpressionAttributeValues } = BookingClaim.query
      .byUserAndSubject({ userId: 'u-1' })
      .params({ table });
    const { pk, sk } = claimsKey('u-1');
    expect(Object.values(ExpressionAttributeValues)).toEqual([pk, sk]);
  });

  test('one booking, of either kind', () => {
    expect(ApartmentBooking.get({ id: 'k-1' }).params({ table }).Key).toEqual(bookingKey('k-1'));
    expect(ServiceBooking.get({ id: 'k-1' }).params({ table }).Key).toEqual(bookingKey('k-1'));
  });
});

test('a person’s claims, named requests and account lie apart', () => {
  const claim = claimKey('u-1', claimSubjectOf({ apartmentId: 'a-1' }));
  const named = requestKey('u-1', 'APARTMENT#a-1');
  expect(claim.sk.startsWith(claimsKey('u-1').sk)).toBe(true);
  expect(named.sk.startsWith(claimsKey('u-1').sk)).toBe(false);
  expect(named.pk).toBe(claim.pk);
});

test('ids spread appointments over all shards, and any id has one', () => {
  const ids = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].map((last) => `01ARZ3NDEKTSV4RRFFQ69G5FA${last}`);
  for (const shard of shards) expect(ids.filter((id) => shardOf(id) === shard)).toHaveLength(8);
  expect(shards).toContain(shardOf('some-other-id'));
});
