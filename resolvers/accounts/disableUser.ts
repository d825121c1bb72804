import type { Context } from '@aws-appsync/utils';
import type { MutationDisableUserArgs } from '../../model/schema.ts';
import { updatedUser, updateUser } from './updates.ts';

/** The schema lets only Admins in. */
export function request(ctx: Context<MutationDisableUserArgs>) {
  return updateUser(ctx.args.id, { enabled: false });
}

export function response(ctx: Context<MutationDisableUserArgs>) {
  return updatedUser(ctx, ctx.args.id);
}
