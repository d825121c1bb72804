import type { Context } from '@aws-appsync/utils';
import { bookingDelayPrefix, bookingKey } from '../../model/bookings/keys.ts';
import { bookingKindOf, type StoredBooking } from '../../model/bookings/kinds.ts';
import { DELAYED_REASON, delayedReasonOf } from '../../model/deadLetters/states.ts';
import type { QueryGetBookingArgs, User } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { queryPartition, type BatchResult, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { bookingPaymentResult, latestPaymentOf } from '../platform/payments.ts';
import { bookingResult, getUsers, priceOf, withUsers } from './shared/bookings.ts';

/** A message about the booking that is a dead letter, as its row has it. */
interface DelayRow {
  readonly letterId: string;
  readonly errorCode: string;
  readonly failingStep: string;
  /** The request, where nothing else is stored of it. */
  readonly requested?: Omit<StoredBooking, 'status'>;
}

type Step<Result, Prev extends StoredBooking | null = null> = Context<
  QueryGetBookingArgs,
  object,
  { result: Prev },
  undefined,
  Result
>;

/**
 * A booking, for its owner and for staff, with its payment and what delays it: all are in one partition. The read is consistent, for
 * clients that catch up on what they missed.
 */
export const read = {
  request(ctx: Step<unknown>) {
    return queryPartition(bookingKey(checkId(ctx.args.id, 'id')).pk);
  },

  response(ctx: Step<Page<{ sk: string }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { sk: bookingSortKey } = bookingKey(ctx.args.id);
    const rows = ctx.result.items;
    // Each row is of the kind that its key names.
    const stored = rows.find(({ sk }) => sk === bookingSortKey) as StoredBooking | undefined;
    // As above.
    const delay = rows.find(({ sk }) => sk.startsWith(bookingDelayPrefix)) as DelayRow | undefined;
    const booking = stored ? bookingResult(stored) : requestedResult(delay);
    if (!booking) return null;
    const actor = actorOf(ctx);
    checkMayRead(actor, booking.userId);
    const payment = latestPaymentOf(rows);
    const answer = { ...booking, payment: payment ? bookingPaymentResult(payment) : null };
    if (!delay) return answer;
    return { ...answer, reason: actor.isStaff ? delayedReasonOf(delay) : DELAYED_REASON };
  },
};

/** A request that is not stored because its message is a dead letter. */
const requestedResult = (delay: DelayRow | undefined) =>
  delay?.requested
    ? {
        ...delay.requested,
        __typename: bookingKindOf(delay.requested),
        status: 'QUEUED',
        price: priceOf(delay.requested),
      }
    : null;

/** Adds the booking's owner. */
export const users = {
  request(ctx: Step<unknown, StoredBooking | null>) {
    return getUsers(ctx, ctx.prev.result ? [ctx.prev.result] : []);
  },

  response(ctx: Step<BatchResult<(User | null)[]>, StoredBooking>) {
    return withUsers(ctx, [ctx.prev.result])[0];
  },
};
