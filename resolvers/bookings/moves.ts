import { util, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { bookingEventOf, eventDataOf } from '../../model/bookings/events.ts';
import { isStay, subjectOf, type BookedStay, type Booked } from '../../model/bookings/kinds.ts';
import { bookingEventKey, bookingKey, claimKey } from '../../model/bookings/keys.ts';
import { endOf, type BookingState } from '../../model/bookings/states.ts';
import { nightsOf, type Stay } from '../../model/bookings/stays.ts';
import { rowMarks } from '../../model/table.ts';

export type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** One booking going to one status, as every part of its transaction needs to know it. */
export interface Move {
  readonly table: string;
  /** As it was read. */
  readonly booking: Booked;
  readonly to: BookingState;
  /** ISO 8601. */
  readonly now: string;
  readonly eventTtlDays: number;
}

/**
 * Holds while the booking is the one that was read, and a pending one's hold has not passed. Its values have
 * names of their own: an update and its condition share one set.
 */
export const unchanged = (booking: Booked, now: string) => {
  const isPending = booking.status === 'PENDING';
  const names: Record<string, string> = isStay(booking)
    ? { '#status': 'status' }
    : { '#status': 'status', '#dateTime': 'dateTime' };
  const values: Record<string, string> = {
    ':readStatus': booking.status,
    ...(isPending ? { ':now': now } : {}),
    ...(isStay(booking)
      ? { ':readStartDate': booking.startDate, ':readEndDate': booking.endDate }
      : { ':readDateTime': booking.dateTime }),
  };
  return {
    expression: [
      '#status = :readStatus',
      ...(isPending ? ['holdUntil > :now'] : []),
      isStay(booking) ? 'startDate = :readStartDate AND endDate = :readEndDate' : '#dateTime = :readDateTime',
    ].join(' AND '),
    expressionNames: names,
    expressionValues: util.dynamodb.toMapValues(values),
    returnValuesOnConditionCheckFailure: true,
  };
};

/** The booking moves on. */
export const moveBooking = ({ table, booking, to, now }: Move): TransactItem => ({
  table,
  operation: 'UpdateItem',
  key: util.dynamodb.toMapValues(bookingKey(booking.id)),
  update: {
    expression: 'SET #status = :to, updatedOn = :now',
    expressionNames: { '#status': 'status' },
    expressionValues: util.dynamodb.toMapValues({ ':to': to, ':now': now }),
  },
  condition: unchanged(booking, now),
});

/** The event that the table's stream announces. */
export const announce = ({ table, booking, to, now, eventTtlDays }: Move): TransactItem => {
  const eventData = eventDataOf(booking, { status: to, reason: '', updatedOn: now });
  const event = bookingEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDays);
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(bookingEventKey(booking.id, event.eventName)),
    attributeValues: util.dynamodb.toMapValues({ ...event, ...rowMarks('BookingEvent') }),
    condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
  };
};

/** Holds while none of the nights is taken in an apartment that is there. */
export const nightsFree = (stay: Stay) => {
  const nights = nightsOf(stay);
  return {
    expression: `attribute_exists(pk) AND NOT (${nights
      .map((_, index) => `contains(nights, :night${index})`)
      .join(' OR ')})`,
    expressionValues: util.dynamodb.toMapValues(
      nights.reduce((values, night, index) => ({ ...values, [`:night${index}`]: night }), {}),
    ),
    returnValuesOnConditionCheckFailure: true,
  };
};

/** The apartment takes the nights, if none of them is taken. */
export const occupyApartment = (table: string, stay: BookedStay, now: string): TransactItem => ({
  table,
  operation: 'UpdateItem',
  key: util.dynamodb.toMapValues(apartmentKey(stay.apartmentId)),
  update: {
    expression: 'SET apartmentStatus = :occupied, updatedOn = :now ADD nights :nights',
    expressionValues: {
      ...util.dynamodb.toMapValues({ ':occupied': 'OCCUPIED', ':now': now }),
      ':nights': util.dynamodb.toStringSet(nightsOf(stay)),
    },
  },
  condition: nightsFree(stay),
});

/**
 * The apartment gives the nights back, and is VACANT if it has no other. `held` is what it was read to hold;
 * the condition is that it still holds others, or still holds none.
 */
export const freeNights = (table: string, stay: BookedStay, held: string[], now: string): TransactItem => {
  const nights = nightsOf(stay).filter((night) => held.indexOf(night) >= 0);
  const isLast = nights.length === held.length;
  return {
    table,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(apartmentKey(stay.apartmentId)),
    update: {
      expression: `SET updatedOn = :now${isLast ? ', apartmentStatus = :vacant' : ''} DELETE nights :nights`,
      expressionValues: {
        ...util.dynamodb.toMapValues({ ':now': now, ...(isLast ? { ':vacant': 'VACANT' } : {}) }),
        ':nights': util.dynamodb.toStringSet(nights),
      },
    },
    condition: {
      expression: isLast ? 'size(nights) <= :count' : 'size(nights) > :count',
      expressionValues: util.dynamodb.toMapValues({ ':count': nights.length }),
      returnValuesOnConditionCheckFailure: false,
    },
  };
};

const ours = (booking: Booked) => ({
  expression: 'bookingId = :bookingId',
  expressionValues: util.dynamodb.toMapValues({ ':bookingId': booking.id }),
  returnValuesOnConditionCheckFailure: false,
});

/** Changes the person's claim, if it is this booking's: `expression` as an update has it. */
export const updateClaim = (
  table: string,
  booking: Booked,
  values: Record<string, unknown>,
): TransactItem => {
  const names = Object.keys(values);
  return {
    table,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(claimKey(booking.userId, subjectOf(booking))),
    update: {
      expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      expressionNames: names.reduce((all, name) => ({ ...all, [`#${name}`]: name }), {}),
      expressionValues: util.dynamodb.toMapValues(
        names.reduce((all, name) => ({ ...all, [`:${name}`]: values[name] }), {}),
      ),
    },
    condition: ours(booking),
  };
};

/** An instant as a row's time to live, rounded up: what holds must not be swept. */
export const ttlOf = (instant: string) =>
  util.time.epochMilliSecondsToSeconds(util.time.parseISO8601ToEpochMilliSeconds(instant)) + 1;

/**
 * The person's claim lasts until the booking is over, if it is this booking's. A booking whose claim was
 * given back, because its caller was told that it had failed, is never approved.
 */
export const extendClaim = (table: string, booking: Booked): TransactItem => {
  const heldUntil = endOf(booking) ?? booking.holdUntil;
  return updateClaim(table, booking, { heldUntil, ttl: ttlOf(heldUntil) });
};

/** The person may ask again. */
export const deleteClaim = (table: string, booking: Booked): TransactItem => ({
  table,
  operation: 'DeleteItem',
  key: util.dynamodb.toMapValues(claimKey(booking.userId, subjectOf(booking))),
  condition: ours(booking),
});
