import { util } from '@aws-appsync/utils';
import { bookingEventOf, bookingEventDataOf } from '../../../model/bookings/events.ts';
import { bookingEventKey, bookingKey } from '../../../model/bookings/keys.ts';
import { isStay, type StoredBooking } from '../../../model/bookings/kinds.ts';
import { canMoveBooking, statusAt, type BookingState } from '../../../model/bookings/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import { expressionOf, putItem, rowIsNew, updateItem, withFailedItem } from '../../platform/dynamodb.ts';
import { conditionFailed, throwError, type CancellationReason } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

/** One booking going to one status. */
export interface Transition {
  /** As it was read. */
  readonly booking: StoredBooking;
  readonly to: BookingState;
  /** ISO 8601. */
  readonly now: string;
  readonly eventTtlDays: number;
  /** As `traceField` has it. */
  readonly trace: { readonly traceId?: string };
}

/** Throws where the booking cannot move to the status, with the status it has by now. */
export function checkTransition(booking: StoredBooking, to: BookingState): void {
  const status = statusAt(booking, nowInstant());
  if (!canMoveBooking(status, to)) throwError('StateConflict', `The booking is ${status}`, { status });
}

/** The first two writes of a transaction that moves a booking: its row, and the event that the stream announces. */
export const moveBooking = (transition: Transition) => {
  const { booking, to, now, eventTtlDays, trace } = transition;
  const eventData = bookingEventDataOf(booking, { status: to, reason: '', updatedOn: now });
  const event = bookingEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDays);
  return [
    updateItem(
      bookingKey(booking.id),
      {
        ...expressionOf('SET #status = :to, updatedOn = :now', { ':to': to, ':now': now }),
        expressionNames: { '#status': 'status' },
      },
      isUnchanged(booking, now),
    ),
    putItem(
      bookingEventKey(booking.id, event.eventName),
      { ...event, ...trace, ...entityMetadata('BookingEvent') },
      rowIsNew,
    ),
  ];
};

/**
 * Holds while the booking is the one that was read, and a pending one's hold has not passed. Its values have
 * names of their own: an update and its condition share one set.
 */
export const isUnchanged = (booking: StoredBooking, now: string) => {
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
  const expression = [
    '#status = :readStatus',
    ...(isPending ? ['holdUntil > :now'] : []),
    isStay(booking) ? 'startDate = :readStartDate AND endDate = :readEndDate' : '#dateTime = :readDateTime',
  ].join(' AND ');
  return withFailedItem({ ...expressionOf(expression, values), expressionNames: names });
};

/** Throws where a transaction found the booking changed (first item) or its event there already (second). */
export function checkMoved(reasons: CancellationReason[]): void {
  const [booking, event] = reasons;
  if (conditionFailed(booking)) {
    // The item's key is a booking's.
    const item = booking?.item as StoredBooking | undefined;
    const status = item ? statusAt(item, nowInstant()) : null;
    throwError('StateConflict', 'The booking has changed', { status });
  }
  if (conditionFailed(event)) throwError('StateConflict', 'The booking was in this status before');
}
