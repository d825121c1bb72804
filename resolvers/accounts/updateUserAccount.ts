import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userKey } from '../../model/accounts/keys.ts';
import type { MutationUpdateUserAccountArgs, UpdateUserInput, User } from '../../model/schema.ts';
import { checkEmail, checkId, checkText } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { expressionOf } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkEnabled } from '../platform/users.ts';
import { checkPrivileges, throwNoAccount, updatedUser, updateUser } from './shared/accounts.ts';

interface Stash {
  /** As it was read. */
  account: Pick<User, 'id' | 'email' | 'enabled' | 'verified'>;
}

type Step = Context<MutationUpdateUserAccountArgs, Stash, undefined, undefined, User | null>;

/** Reads the account: the caller's own or, for an Admin, anyone's. */
export const read = {
  request(ctx: Step) {
    const { input } = ctx.args;
    const actor = actorOf(ctx);
    const id = checkId(personOf(actor, input.id, 'id'), 'id');
    checkPrivileges(actor, input);
    if (Object.keys(changesOf(input)).length === 0)
      throwError('InvalidArgument', 'input names nothing to change', { argument: 'input' });
    return get({ key: userKey(id), consistentRead: true });
  },

  response(ctx: Step) {
    const actor = actorOf(ctx);
    if (ctx.error) throwDataSourceError(ctx.error);
    const account = ctx.result;
    if (!account) return throwNoAccount(personOf(actor, ctx.args.input.id, 'id'));
    if (!actor.isAdmin) checkEnabled(account, account.id);
    ctx.stash.account = account;
    return account;
  },
};

/**
 * Changes the account, if its address, its verification and whether it is enabled are still as they were read: nobody's
 * word for one address may hold for another.
 */
export const update = {
  request(ctx: Step) {
    const { id, email, enabled, verified } = ctx.stash.account;
    return updateUser(
      id,
      withVerification(ctx.stash.account, ctx.args.input),
      expressionOf('email = :readEmail AND enabled = :readEnabled AND verified = :readVerified', {
        ':readEmail': email,
        ':readEnabled': enabled,
        ':readVerified': verified,
      }),
    );
  },

  response(ctx: Step) {
    if (conditionFailed(ctx.error) && ctx.result)
      throwError('TryAgain', 'Somebody else is changing this account; try again');
    return updatedUser(ctx, ctx.stash.account.id);
  },
};

const isGiven = (value: unknown) => value !== null && value !== undefined;

/** An address that is another is not verified, unless an Admin says so of it in the same request. */
function withVerification(account: Stash['account'], input: UpdateUserInput) {
  const changes = changesOf(input);
  const isSame = !changes.email || changes.email === account.email;
  return isSame ? changes : { verified: false, ...changes };
}

function changesOf(input: UpdateUserInput): Partial<UpdateUserInput> {
  const { email, firstName, lastName, userType, verified } = input;
  return {
    ...(isGiven(email) ? { email: checkEmail(email ?? '') } : {}),
    ...(isGiven(firstName) ? { firstName: checkText(firstName ?? '', 'firstName', 100) } : {}),
    ...(isGiven(lastName) ? { lastName: checkText(lastName ?? '', 'lastName', 100) } : {}),
    ...(isGiven(userType) ? { userType } : {}),
    ...(isGiven(verified) ? { verified } : {}),
  };
}
