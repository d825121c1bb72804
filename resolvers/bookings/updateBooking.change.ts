import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { bookingKey, bookingSortKey, claimKey } from '../../model/bookings/keys.ts';
import {
  claimContentOf,
  claimSubjectOf,
  isStay,
  type StoredAppointment,
  type StoredBooking,
} from '../../model/bookings/kinds.ts';
import type { MutationUpdateBookingArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { bookingResult } from './bookingResult.ts';
import { explainMove, type Reason } from './movedOn.ts';
import { unchanged } from './moves.ts';
import { nightsFree } from './nights.ts';
import { deleteClaim, ttlOf, updateClaim } from './ownClaims.ts';
import type { TransactItem } from './TransactItem.ts';

type Changed = StoredBooking & { readonly updatedOn: string };

/**
 * Step 2 of 2. The booking and its claim change together, if nothing changed since they were read. The
 * status stays, so there is no event: events tell of statuses, each once.
 */
export function request(ctx: Context<MutationUpdateBookingArgs>): DynamoDBTransactWriteItemsRequest {
  const table = settingsOf(ctx).tableName;
  const booking = ctx.stash.booking as StoredBooking;
  const changed = ctx.stash.changed as Changed;
  return {
    operation: 'TransactWriteItems',
    transactItems: [changeBooking(table, booking, changed), ...changeHoldings(table, booking, changed)],
  };
}

export function response(ctx: Context<MutationUpdateBookingArgs>) {
  if (ctx.error) {
    const reasons: Reason[] = ctx.result?.cancellationReasons ?? [];
    const [booking, claim, other] = reasons;
    explainMove(booking ? [booking] : []);
    if (failedCondition(other)) refuseOther(ctx.stash.booking, other);
    if (failedCondition(claim))
      refuse('StateConflict', 'The request behind this booking was withdrawn, or replaced by another');
    passOn(ctx.error, reasons);
  }
  return bookingResult(ctx.stash.changed);
}

function changeBooking(table: string, booking: StoredBooking, changed: Changed): TransactItem {
  const date = isStay(changed) ? changed.startDate : changed.dateTime;
  const dates: Record<string, string> = isStay(changed)
    ? { startDate: changed.startDate, endDate: changed.endDate }
    : { dateTime: changed.dateTime };
  const order = bookingSortKey(date, booking.id);
  const values: Record<string, string> = {
    ...dates,
    holdUntil: changed.holdUntil,
    updatedOn: changed.updatedOn,
    gsi1sk: order,
    gsi2sk: order,
  };
  const names = Object.keys(values);
  return {
    table,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(bookingKey(booking.id)),
    update: {
      expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      expressionNames: names.reduce((all, name) => ({ ...all, [`#${name}`]: name }), {}),
      expressionValues: util.dynamodb.toMapValues(
        names.reduce((all, name) => ({ ...all, [`:${name}`]: values[name] }), {}),
      ),
    },
    condition: unchanged(booking, changed.updatedOn),
  };
}

/** The claim, then what a change needs beside it. */
function changeHoldings(table: string, booking: StoredBooking, changed: Changed): TransactItem[] {
  const { holdUntil } = changed;
  if (isStay(changed)) {
    const content = claimContentOf(changed);
    return [
      updateClaim(table, booking, { content, heldUntil: holdUntil, ttl: ttlOf(holdUntil) }),
      {
        table,
        operation: 'ConditionCheck',
        key: util.dynamodb.toMapValues(apartmentKey(changed.apartmentId)),
        condition: nightsFree(changed),
      },
    ];
  }
  if (claimSubjectOf(booking) === claimSubjectOf(changed))
    return [updateClaim(table, booking, { heldUntil: holdUntil, ttl: ttlOf(holdUntil) })];
  return [deleteClaim(table, booking), putClaim(table, changed)];
}

/** Another time is another subject, which the person must not have a booking in progress for. */
function putClaim(table: string, changed: StoredAppointment & { readonly updatedOn: string }): TransactItem {
  const { id: bookingId, userId, holdUntil: heldUntil } = changed;
  const subject = claimSubjectOf(changed);
  const claim = {
    userId,
    subject,
    bookingId,
    content: claimContentOf(changed),
    heldUntil,
    ttl: ttlOf(heldUntil),
  };
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(claimKey(userId, subject)),
    attributeValues: util.dynamodb.toMapValues({ ...claim, ...entityMetadata('BookingClaim') }),
    condition: {
      expression: 'attribute_not_exists(pk) OR heldUntil <= :now',
      expressionValues: util.dynamodb.toMapValues({ ':now': changed.updatedOn }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

function refuseOther(booking: StoredBooking, reason: Reason | undefined) {
  if (!isStay(booking))
    refuse('BookingInProgress', 'This person has a booking in progress for this service and time', {
      bookingId: reason?.item?.bookingId ?? null,
    });
  const { apartmentId } = booking;
  if (!reason?.item) refuse('NotFound', 'There is no such apartment', { apartmentId });
  refuse('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
}
