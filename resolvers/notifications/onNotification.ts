import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnNotificationArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../platform/context.ts';

/** Everybody follows their own inbox; an Admin may name another's. */
export function request(ctx: Context<SubscriptionOnNotificationArgs>) {
  personOf(actorOf(ctx), ctx.args.userId);
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnNotificationArgs>) {
  const userId = personOf(actorOf(ctx), ctx.args.userId);
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'userId', operator: 'eq', value: userId }] }],
  });
  return null;
}
