import type { Context } from '@aws-appsync/utils';
import type { MutationEnableUserArgs } from '../../model/schema.ts';
import { updatedUser, updateUser } from './updates.ts';

/** The schema lets only Admins in. */
export function request(ctx: Context<MutationEnableUserArgs>) {
  return updateUser(ctx.args.id, { enabled: true });
}

export function response(ctx: Context<MutationEnableUserArgs>) {
  return updatedUser(ctx, ctx.args.id);
}
