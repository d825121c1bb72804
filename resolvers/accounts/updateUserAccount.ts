import { runtime, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userKey } from '../../model/accounts/keys.ts';
import type { MutationUpdateUserAccountArgs, UpdateUserInput } from '../../model/schema.ts';
import { checkEmail, checkId, checkPhone, checkText } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { expressionOf, setAttributes, updateItem } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkEnabled } from '../platform/users.ts';
import {
  checkPrivileges,
  isProven,
  rivalAccount,
  throwNoAccount,
  writeAccount,
  type Account,
  type AccountResult,
} from './shared/accounts.ts';

interface Stash {
  /** As it was read. */
  account: Account;
  /** As it is to be. */
  changed: Account;
}

type Step<Result = unknown> = Context<MutationUpdateUserAccountArgs, Stash, undefined, undefined, Result>;

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

  response(ctx: Step<Account | null>) {
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
 * word for one address may hold for another. Where nothing gets another value nothing is written.
 */
export const update = {
  request(ctx: Step) {
    const { account } = ctx.stash;
    const changes = withVerification(ctx, account, changesOf(ctx.args.input));
    // The keys of `changes` are those of an account.
    const names = (Object.keys(changes) as (keyof Changes)[]).filter(
      (name) => changes[name] !== (account[name] ?? null),
    );
    if (names.length === 0) runtime.earlyReturn(account);
    const updatedOn = nowInstant();
    ctx.stash.changed = { ...account, ...changes, updatedOn };
    return writeAccount(ctx, updateAccount(account, { ...changes, updatedOn }), 'USER_CHANGED_EVENT', {
      userId: account.id,
      changed: names,
      updatedOn,
    });
  },

  response(ctx: Step<AccountResult>) {
    if (!ctx.error) return ctx.stash.changed;
    if (rivalAccount(ctx)) throwError('TryAgain', 'Somebody else is changing this account; try again');
    return throwNoAccount(ctx.stash.account.id);
  },
};

type Changes = Partial<Pick<Account, 'email' | 'firstName' | 'lastName' | 'phone' | 'userType' | 'verified'>>;

/** Sets what is changed; a number that is taken away is removed, because an index or a filter finds null, too. */
function updateAccount(account: Account, { phone, ...values }: Changes & { readonly updatedOn: string }) {
  const { id, email, enabled, verified } = account;
  const update = setAttributes(phone ? { ...values, phone } : values);
  return updateItem(
    userKey(id),
    phone === null ? { ...update, expression: `${update.expression} REMOVE phone` } : update,
    expressionOf('email = :readEmail AND enabled = :readEnabled AND verified = :readVerified', {
      ':readEmail': email,
      ':readEnabled': enabled,
      ':readVerified': verified,
    }),
  );
}

const isGiven = (value: unknown) => value !== null && value !== undefined;

/**
 * An address that is given is verified where it is proven. Another one is not verified otherwise, unless an Admin says so of it in
 * the same request.
 */
function withVerification(ctx: Step, account: Account, changes: Changes): Changes {
  const { email } = changes;
  if (!email) return changes;
  if (isProven(ctx, account.id, email)) return { verified: true, ...changes };
  return email === account.email ? changes : { verified: false, ...changes };
}

function changesOf(input: UpdateUserInput): Changes {
  const { email, firstName, lastName, phone, userType, verified } = input;
  return {
    ...(isGiven(email) ? { email: checkEmail(email ?? '') } : {}),
    ...(isGiven(firstName) ? { firstName: checkText(firstName ?? '', 'firstName', 100) } : {}),
    ...(isGiven(lastName) ? { lastName: checkText(lastName ?? '', 'lastName', 100) } : {}),
    ...(phone === undefined ? {} : { phone: phone === null ? null : checkPhone(phone) }),
    ...(userType ? { userType } : {}),
    ...(verified === true || verified === false ? { verified } : {}),
  };
}
