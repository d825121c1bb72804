import { util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { claimKey } from '../../model/bookings/keys.ts';
import { claimSubjectOf, isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import type { MutationCancelBookingArgs } from '../../model/schema.ts';
import { batchRows } from '../batchRows.ts';
import { settingsOf } from '../settings.ts';

/** Step 2 of 3. Reads what the booking holds: its person's claim, and nights of its apartment. */
export function request(ctx: Context<MutationCancelBookingArgs>): DynamoDBBatchGetItemRequest {
  const booking = ctx.stash.booking as StoredBooking;
  const keys = [claimKey(booking.userId, claimSubjectOf(booking))];
  if (isStay(booking) && booking.status !== 'PENDING') keys.push(apartmentKey(booking.apartmentId));
  return {
    operation: 'BatchGetItem',
    tables: {
      [settingsOf(ctx).tableName]: {
        keys: keys.map((key) => util.dynamodb.toMapValues(key)),
        consistentRead: true,
      },
    },
  };
}

export function response(ctx: Context<MutationCancelBookingArgs>) {
  const [claim, apartment] = batchRows(ctx);
  ctx.stash.isClaimOurs = claim?.bookingId === ctx.stash.booking.id;
  ctx.stash.nights = apartment?.nights ?? [];
  return {};
}
