import type { Context } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import type { QueryPaymentOfBookingArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { queryPartition, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { bookingPaymentResult, latestPaymentOf } from '../platform/payments.ts';

type Step = Context<QueryPaymentOfBookingArgs, object, undefined, undefined, Page<{ sk: string }>>;

/** The latest payment of a booking, for its owner and for staff, as it is at this moment. */
export function request(ctx: Step) {
  return queryPartition(bookingKey(checkId(ctx.args.bookingId, 'bookingId')).pk);
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  const payment = latestPaymentOf(ctx.result.items);
  if (!payment) return null;
  checkMayRead(actorOf(ctx), payment.userId);
  return bookingPaymentResult(payment);
}
