import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnBookingStatusArgs } from '../../model/schema.ts';
import { actorOf } from '../platform/context.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { throwError } from '../platform/errors.ts';

/** Tenants follow their own bookings only; staff all, narrowed by the arguments. */
export function request(ctx: Context<SubscriptionOnBookingStatusArgs>) {
  const { bookingId, apartmentId, userId } = ctx.args;
  const actor = actorOf(ctx);
  checkOptionalId(bookingId, 'bookingId');
  checkOptionalId(apartmentId, 'apartmentId');
  checkOptionalId(userId, 'userId');
  if (userId && userId !== actor.id && !actor.isStaff)
    throwError('Forbidden', "Nobody may follow another person's bookings", { userId });
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnBookingStatusArgs>) {
  const { bookingId, apartmentId, userId } = ctx.args;
  const actor = actorOf(ctx);
  const filters = [
    ...equals('id', bookingId),
    ...equals('apartmentId', apartmentId),
    ...equals('userId', actor.isStaff ? userId : actor.id),
  ];
  // Nothing given, by staff: everything, which a filter must say too.
  const all = { fieldName: 'id', operator: 'ne' as const, value: '' };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: filters.length > 0 ? filters : [all] }] });
  return null;
}

const equals = (fieldName: string, value: string | null | undefined) =>
  value ? [{ fieldName, operator: 'eq' as const, value }] : [];
