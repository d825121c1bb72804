import type { Context } from '@aws-appsync/utils';
import type { MutationUpdateUserAccountArgs, UpdateUserInput } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkText } from '../checks.ts';
import { refuse } from '../refuse.ts';
import { checkEmail } from './checkEmail.ts';
import { checkPrivileges } from './privileges.ts';
import { updatedUser, updateUser } from './updates.ts';

/** Changes the caller's own account, or, for an Admin, anyone's. */
export function request(ctx: Context<MutationUpdateUserAccountArgs>) {
  const { input } = ctx.args;
  const actor = actorOf(ctx);
  const id = personOf(actor, input.id, 'id');
  checkPrivileges(actor, input);
  const changes = changesOf(input);
  if (Object.keys(changes).length === 0)
    refuse('InvalidArgument', 'input names nothing to change', { argument: 'input' });
  return updateUser(id, changes);
}

export function response(ctx: Context<MutationUpdateUserAccountArgs>) {
  return updatedUser(ctx, personOf(actorOf(ctx), ctx.args.input.id, 'id'));
}

const isThere = (value: unknown) => value !== null && value !== undefined;

function changesOf({ email, firstName, lastName, userType, verified }: UpdateUserInput) {
  return {
    ...(isThere(email) ? { email: checkEmail(email ?? '') } : {}),
    ...(isThere(firstName) ? { firstName: checkText(firstName ?? '', 'firstName', 100) } : {}),
    ...(isThere(lastName) ? { lastName: checkText(lastName ?? '', 'lastName', 100) } : {}),
    ...(isThere(userType) ? { userType } : {}),
    ...(isThere(verified) ? { verified } : {}),
  };
}
