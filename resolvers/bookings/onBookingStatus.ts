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
    ...filterOn('id', 'eq', bookingId),
    ...filterOn('apartmentId', 'eq', apartmentId),
    ...filterOn('userId', 'eq', actor.isStaff ? userId : actor.id),
  ];
  // Staff who name nothing follow everything.
  extensions.setSubscriptionFilter({
    filterGroup: [
      { filters: filters.length > 0 ? filters : [{ fieldName: 'id', operator: 'ne', value: '' }] },
    ],
  });
  return null;
}

/** The operator is a parameter, because AppSync checks types: a literal here is any text once `as const` is compiled away. */
const filterOn = (fieldName: string, operator: 'eq', value: string | null | undefined) =>
  value ? [{ fieldName, operator, value }] : [];
