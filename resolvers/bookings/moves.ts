import { util } from '@aws-appsync/utils';
import { bookingEventOf, bookingEventDataOf } from '../../model/bookings/events.ts';
import { isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import { bookingEventKey, bookingKey } from '../../model/bookings/keys.ts';
import type { BookingState } from '../../model/bookings/states.ts';
import { entityMetadata } from '../../model/table.ts';
import type { TransactItem } from './TransactItem.ts';

/** One booking going to one status, as every part of its transaction needs to know it. */
export interface Move {
  readonly table: string;
  /** As it was read. */
  readonly booking: StoredBooking;
  readonly to: BookingState;
  /** ISO 8601. */
  readonly now: string;
  readonly eventTtlDays: number;
}

/**
 * Holds while the booking is the one that was read, and a pending one's hold has not passed. Its values have
 * names of their own: an update and its condition share one set.
 */
export const unchanged = (booking: StoredBooking, now: string) => {
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
  const eventData = bookingEventDataOf(booking, { status: to, reason: '', updatedOn: now });
  const event = bookingEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDays);
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(bookingEventKey(booking.id, event.eventName)),
    attributeValues: util.dynamodb.toMapValues({ ...event, ...entityMetadata('BookingEvent') }),
    condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
  };
};
