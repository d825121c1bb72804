import { util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { apartmentClaimKey } from '../../model/bookings/keys.ts';
import type { CreateApartmentBooking } from '../../model/bookings/messages.ts';
import type { BookingTicket, MutationCreateApartmentBookingArgs } from '../../model/schema.ts';
import { rowMarks } from '../../model/table.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { holdOf, isSameRequest, type Claim } from './claims.ts';

/**
 * Step 2 of 4. Takes the person's one claim on the apartment, or refuses: of any number of requests at
 * one instant the condition lets one through. A claim whose hold has passed is replaced.
 */
export function request(ctx: Context<MutationCreateApartmentBookingArgs>): DynamoDBPutItemRequest {
  const claim = claimOf(ctx);
  ctx.stash.claim = claim;
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(apartmentClaimKey(claim.userId, claim.apartmentId)),
    attributeValues: util.dynamodb.toMapValues({ ...claim, ...rowMarks('ApartmentClaim') }),
    condition: {
      expression: 'attribute_not_exists(pk) OR heldUntil <= :now',
      expressionValues: util.dynamodb.toMapValues({ ':now': util.time.nowISO8601() }),
    },
  };
}

/** On a failed condition AppSync hands back the row as it is. */
export function response(ctx: Context<MutationCreateApartmentBookingArgs>): BookingTicket {
  if (ctx.error && !failedCondition(ctx.error)) passOn(ctx.error);
  const isSecond = failedCondition(ctx.error);
  if (isSecond && !isSameRequest(ctx.result, ctx.args.input))
    refuse('BookingInProgress', 'This person has a booking in progress for this apartment', {
      bookingId: ctx.result?.bookingId ?? null,
    });

  const claim: Claim = isSecond ? ctx.result : ctx.stash.claim;
  ctx.stash.claim = claim;
  ctx.stash.isClaimNew = !isSecond;
  ctx.stash.message = messageOf(claim);
  return { id: claim.bookingId, status: 'QUEUED' };
}

function claimOf(ctx: Context<MutationCreateApartmentBookingArgs>): Claim {
  const { apartmentId, startDate, endDate, clientToken } = ctx.args.input;
  return {
    bookingId: util.autoUlid(),
    userId: ctx.stash.userId,
    apartmentId,
    startDate,
    endDate,
    ...(clientToken ? { clientToken } : {}),
    ...holdOf(settingsOf(ctx).holdHours),
  };
}

const messageOf = (claim: Claim): CreateApartmentBooking => ({
  bookingId: claim.bookingId,
  userId: claim.userId,
  apartmentId: claim.apartmentId,
  startDate: claim.startDate,
  endDate: claim.endDate,
  holdUntil: claim.heldUntil,
  requestedOn: util.time.nowISO8601(),
});
