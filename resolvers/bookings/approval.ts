import { util, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { bookingEventOf } from '../../model/bookings/events.ts';
import { apartmentClaimKey, bookingEventKey, bookingKey } from '../../model/bookings/keys.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import { epochSecondsOf } from '../../model/calendar.ts';
import type { ApartmentBooking } from '../../model/schema.ts';
import { rowMarks } from '../../model/table.ts';

/** ISO 8601. */
type Instant = string;
type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** The booking moves on, if it is still the one that was read and its hold has not passed. */
export const approveBooking = (table: string, booking: ApartmentBooking, now: Instant): TransactItem => ({
  table,
  operation: 'UpdateItem',
  key: util.dynamodb.toMapValues(bookingKey(booking.id)),
  update: {
    expression: 'SET #status = :approved, updatedOn = :now',
    expressionNames: { '#status': 'status' },
    expressionValues: util.dynamodb.toMapValues({ ':approved': 'APPROVED', ':now': now }),
  },
  condition: {
    expression: '#status = :pending AND holdUntil > :now AND startDate = :startDate AND endDate = :endDate',
    expressionNames: { '#status': 'status' },
    expressionValues: util.dynamodb.toMapValues({
      ':pending': 'PENDING',
      ':now': now,
      ':startDate': booking.startDate,
      ':endDate': booking.endDate,
    }),
    returnValuesOnConditionCheckFailure: true,
  },
});

/** The apartment takes the nights, if none of them is taken. */
export const occupyApartment = (table: string, booking: ApartmentBooking, now: Instant): TransactItem => {
  const nights = nightsOf(booking);
  return {
    table,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(apartmentKey(booking.apartmentId)),
    update: {
      expression: 'SET apartmentStatus = :occupied, updatedOn = :now ADD nights :nights',
      expressionValues: {
        ...util.dynamodb.toMapValues({ ':occupied': 'OCCUPIED', ':now': now }),
        ':nights': util.dynamodb.toStringSet(nights),
      },
    },
    condition: {
      expression: `attribute_exists(pk) AND NOT (${nights
        .map((_, index) => `contains(nights, :night${index})`)
        .join(' OR ')})`,
      expressionValues: util.dynamodb.toMapValues(
        nights.reduce((values, night, index) => ({ ...values, [`:night${index}`]: night }), {}),
      ),
      returnValuesOnConditionCheckFailure: true,
    },
  };
};

/** The event that the table's stream announces. */
export const announceApproval = (
  table: string,
  booking: ApartmentBooking,
  now: Instant,
  eventTtlDays: number,
): TransactItem => {
  const { id: bookingId, userId, apartmentId, startDate, endDate } = booking;
  const eventData = { bookingId, userId, apartmentId, startDate, endDate, reason: '', updatedOn: now };
  const event = bookingEventOf(
    { ...eventData, status: 'APPROVED' },
    util.time.nowEpochSeconds(),
    eventTtlDays,
  );
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(bookingEventKey(bookingId, event.eventName)),
    attributeValues: util.dynamodb.toMapValues({ ...event, ...rowMarks('BookingEvent') }),
    condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
  };
};

/**
 * The person's claim lasts until the stay ends, if it is this booking's. A booking whose claim was given
 * back, because its caller was told that it had failed, is never approved.
 */
export const extendClaim = (table: string, booking: ApartmentBooking): TransactItem => ({
  table,
  operation: 'UpdateItem',
  key: util.dynamodb.toMapValues(apartmentClaimKey(booking.userId, booking.apartmentId)),
  update: {
    expression: 'SET heldUntil = :heldUntil, #ttl = :ttl',
    expressionNames: { '#ttl': 'ttl' },
    expressionValues: util.dynamodb.toMapValues({
      ':heldUntil': `${booking.endDate}T00:00:00.000Z`,
      ':ttl': epochSecondsOf(booking.endDate),
    }),
  },
  condition: {
    expression: 'bookingId = :bookingId',
    expressionValues: util.dynamodb.toMapValues({ ':bookingId': booking.id }),
    returnValuesOnConditionCheckFailure: false,
  },
});
