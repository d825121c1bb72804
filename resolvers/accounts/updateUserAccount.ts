import type { Context } from '@aws-appsync/utils';
import type { MutationUpdateUserAccountArgs, UpdateUserInput, User } from '../../model/schema.ts';
import { checkEmail, checkText } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { throwError } from '../platform/errors.ts';
import { checkPrivileges, updatedUser, updateUser } from './shared/accounts.ts';

type Step = Context<MutationUpdateUserAccountArgs, object, undefined, undefined, User>;

/** Changes the caller's own account, or, for an Admin, anyone's. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  const actor = actorOf(ctx);
  const id = personOf(actor, input.id, 'id');
  checkPrivileges(actor, input);
  const changes = changesOf(input);
  if (Object.keys(changes).length === 0)
    throwError('InvalidArgument', 'input names nothing to change', { argument: 'input' });
  return updateUser(id, changes);
}

export function response(ctx: Step) {
  return updatedUser(ctx, personOf(actorOf(ctx), ctx.args.input.id, 'id'));
}

const isGiven = (value: unknown) => value !== null && value !== undefined;

function changesOf(input: UpdateUserInput) {
  const { email, firstName, lastName, userType, verified } = input;
  return {
    ...(isGiven(email) ? { email: checkEmail(email ?? '') } : {}),
    ...(isGiven(firstName) ? { firstName: checkText(firstName ?? '', 'firstName', 100) } : {}),
    ...(isGiven(lastName) ? { lastName: checkText(lastName ?? '', 'lastName', 100) } : {}),
    ...(isGiven(userType) ? { userType } : {}),
    ...(isGiven(verified) ? { verified } : {}),
  };
}
