import { util } from '@aws-appsync/utils';
import { claimSubjectOf, type StoredBooking } from '../../model/bookings/kinds.ts';
import { claimKey } from '../../model/bookings/keys.ts';
import { endOf } from '../../model/bookings/states.ts';
import type { TransactItem } from './TransactItem.ts';

const ours = (booking: StoredBooking) => ({
  expression: 'bookingId = :bookingId',
  expressionValues: util.dynamodb.toMapValues({ ':bookingId': booking.id }),
  returnValuesOnConditionCheckFailure: false,
});

/** Sets `values` of the person's claim, if it is this booking's. */
export const updateClaim = (
  table: string,
  booking: StoredBooking,
  values: Record<string, unknown>,
): TransactItem => {
  const names = Object.keys(values);
  return {
    table,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(claimKey(booking.userId, claimSubjectOf(booking))),
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
export const extendClaim = (table: string, booking: StoredBooking): TransactItem => {
  const heldUntil = endOf(booking) ?? booking.holdUntil;
  return updateClaim(table, booking, { heldUntil, ttl: ttlOf(heldUntil) });
};

/** The person may ask again. */
export const deleteClaim = (table: string, booking: StoredBooking): TransactItem => ({
  table,
  operation: 'DeleteItem',
  key: util.dynamodb.toMapValues(claimKey(booking.userId, claimSubjectOf(booking))),
  condition: ours(booking),
});
