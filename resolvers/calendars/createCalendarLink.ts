import type { Context } from '@aws-appsync/utils';
import type { CalendarLink } from '../../model/schema.ts';
import { actorOf } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { checkEnabled, getAccount, type UserRow } from '../platform/users.ts';

/** A calendar of a disabled person would open nothing. */
export const check = {
  request(ctx: Context) {
    return getAccount(actorOf(ctx).id);
  },

  response(ctx: Context<object, object, undefined, undefined, UserRow | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    checkEnabled(ctx.result, actorOf(ctx).id);
    return {};
  },
};

/** The function draws the secret: resolvers have no source of randomness that is meant for secrets. */
export const create = {
  request(ctx: Context) {
    return { operation: 'Invoke', payload: { userId: actorOf(ctx).id } };
  },

  response(ctx: Context<object, object, undefined, undefined, CalendarLink>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return ctx.result;
  },
};
