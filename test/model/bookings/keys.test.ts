import { expect, test } from 'vitest';
import { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import { BookingClaim } from '../../../model/bookings/BookingClaim.ts';
import { BookingEvent } from '../../../model/bookings/BookingEvent.ts';
import { bookingEventOf } from '../../../model/bookings/events.ts';
import { subjectOf } from '../../../model/bookings/kinds.ts';
import { bookingEventKey, bookingKey, claimKey } from '../../../model/bookings/keys.ts';
import { rowMarks } from '../../../model/table.ts';

const table = 'T';

test('resolvers and Lambdas spell a booking’s key the same way', () => {
  expect(bookingKey('k-1')).toEqual(ApartmentBooking.get({ id: 'k-1' }).params({ table }).Key);
});

test('resolvers and Lambdas spell a claim’s row the same way', () => {
  const claim = {
    userId: 'u-1',
    subject: 'APARTMENT#a-1',
    bookingId: 'k-1',
    content: '2030-01-01/2030-01-02',
    heldUntil: '2030-01-01T00:00:00.000Z',
    ttl: 1,
  };
  expect({
    ...claim,
    ...claimKey('u-1', subjectOf({ apartmentId: 'a-1' })),
    ...rowMarks('BookingClaim'),
  }).toEqual(BookingClaim.create(claim).params({ table }).Item);
});

test('resolvers and Lambdas spell an event’s row the same way', () => {
  const event = bookingEventOf(
    {
      bookingId: 'k-1',
      userId: 'u-1',
      apartmentId: 'a-1',
      startDate: '2030-01-01',
      endDate: '2030-01-02',
      status: 'APPROVED',
      reason: '',
      updatedOn: '2030-01-01T00:00:00.000Z',
    },
    1_000_000,
    30,
  );
  expect(event.ttl).toBe(1_000_000 + 30 * 86_400);
  expect({
    ...event,
    ...bookingEventKey('k-1', 'BOOKING_APPROVED_EVENT'),
    ...rowMarks('BookingEvent'),
  }).toEqual(BookingEvent.create(event).params({ table }).Item);
});

test('a claim lies apart from the bookings of the same person', () => {
  expect(claimKey('u-1', subjectOf({ apartmentId: 'a-1' })).sk).toMatch(/^CLAIM#APARTMENT#/);
});
