import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnOrderStatusArgs } from '../../model/schema.ts';
import { actorOf } from '../platform/context.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { throwError } from '../platform/errors.ts';

/** Tenants follow their own orders only; staff all, narrowed by the arguments. */
export function request(ctx: Context<SubscriptionOnOrderStatusArgs>) {
  const { orderId, userId } = ctx.args;
  const actor = actorOf(ctx);
  checkOptionalId(orderId, 'orderId');
  checkOptionalId(userId, 'userId');
  if (userId && userId !== actor.id && !actor.isStaff)
    throwError('Forbidden', "Nobody may follow another person's orders", { userId });
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnOrderStatusArgs>) {
  const { orderId, userId } = ctx.args;
  const actor = actorOf(ctx);
  const filters = [...equals('orderId', orderId), ...equals('userId', actor.isStaff ? userId : actor.id)];
  // Nothing given, by staff: everything, which a filter must say too.
  const all = { fieldName: 'orderId', operator: 'ne' as const, value: '' };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: filters.length > 0 ? filters : [all] }] });
  return null;
}

const equals = (fieldName: string, value: string | null | undefined) =>
  value ? [{ fieldName, operator: 'eq' as const, value }] : [];
