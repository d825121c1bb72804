import type { Context } from '@aws-appsync/utils';
import type { MutationDisableUserArgs, User } from '../../model/schema.ts';
import { updatedUser, updateUser } from './shared/accounts.ts';

type Step = Context<MutationDisableUserArgs, object, undefined, undefined, User>;

/** The schema admits only Admins. */
export function request(ctx: Step) {
  return updateUser(ctx.args.id, { enabled: false });
}

export function response(ctx: Step) {
  return updatedUser(ctx, ctx.args.id);
}
