import type { Context } from '@aws-appsync/utils';
import type { MutationEnableUserArgs, User } from '../../model/schema.ts';
import { updatedUser, updateUser } from './shared/accounts.ts';

type Step = Context<MutationEnableUserArgs, object, undefined, undefined, User>;

/** The schema admits only Admins. */
export function request(ctx: Step) {
  return updateUser(ctx.args.id, { enabled: true });
}

export function response(ctx: Step) {
  return updatedUser(ctx, ctx.args.id);
}
