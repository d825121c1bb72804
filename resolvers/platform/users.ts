import { userKey } from '../../model/accounts/keys.ts';
import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { conditionCheck, expressionOf, rowExists, withFailedItem } from './dynamodb.ts';
import { conditionFailed, throwError, type CancellationReason } from './errors.ts';

/** An account's row, as far as other domains look into it. */
export interface UserRow {
  readonly id: string;
  readonly enabled: boolean;
}

/** Throws where the person has no account, or a disabled one. */
export function checkEnabled(user: UserRow | null | undefined, userId: string): void {
  if (!user) throwError('NotFound', 'There is no account of this person', { userId });
  if (!user.enabled) throwError('UserDisabled', 'The account is disabled', { userId });
}

/** What a mutation that claims leaves in its stash about the account. */
export interface AccountStash {
  /** As it was once the claim was written. */
  account?: UserRow | null;
  /** Whether the claim must not be used, and is released. */
  isRefused?: boolean;
}

/**
 * Reads the account once a claim is written. Whoever is enabled then was enabled when the claim was written, as if it
 * had been a condition of that write: a transaction with this condition would cost three write units more, and two
 * requests of one person would be in each other's way.
 */
export const getAccount = (userId: string) => get({ key: userKey(userId), consistentRead: true });

/** Leaves in the stash whether the claim may be used. Does not throw, because the claim is to be released first. */
export function keepAccount(ctx: Pick<Context<unknown, AccountStash>, 'stash' | 'error' | 'result'>): void {
  // The row of the account's key.
  ctx.stash.account = ctx.error ? undefined : (ctx.result as UserRow | null);
  ctx.stash.isRefused = !ctx.stash.account?.enabled;
  if (ctx.error) console.error(ctx.error);
}

/** Throws, once the claim is released, where the account was the reason. An account that could not be read is none. */
export function checkKeptAccount({ account, isRefused }: AccountStash, userId: string): void {
  if (isRefused && account !== undefined) checkEnabled(account, userId);
}

/** An item of a transaction that holds while the person has an account that is enabled. */
export const userIsEnabled = (userId: string) =>
  conditionCheck(userKey(userId), withFailedItem(expressionOf('enabled = :enabled', { ':enabled': true })));

/** As above, of a person who may have no account any more: an Admin goes on with what is left of it. */
export const userNotDisabled = (userId: string) =>
  conditionCheck(
    userKey(userId),
    withFailedItem(expressionOf('attribute_not_exists(pk) OR enabled = :enabled', { ':enabled': true })),
  );

/** Throws where one of those items failed. */
export function checkUserIsEnabled(reason: CancellationReason | undefined, userId: string): void {
  if (!conditionFailed(reason)) return;
  // The item's key is an account's.
  checkEnabled(reason?.item as UserRow | null, userId);
}

/** A person whom an argument may name. */
export interface NamedUser {
  readonly argument: string;
  readonly userId: string | null | undefined;
}

/** Each person once: a transaction takes each item once. */
const distinct = (users: NamedUser[]) =>
  users.filter(({ userId }, index) => userId && users.findIndex((user) => user.userId === userId) === index);

/** Items of a transaction that hold while each of the users has an account. */
export const usersExist = (users: NamedUser[]) =>
  distinct(users).map(({ userId }) => conditionCheck(userKey(userId ?? ''), rowExists));

/** Throws where one of those items found no account; `reasons` are those of the items. */
export function checkUsersExist(users: NamedUser[], reasons: CancellationReason[]): void {
  const missing = distinct(users).find((_, index) => conditionFailed(reasons[index]));
  if (missing)
    throwError('NotFound', 'There is no account of this person', { [missing.argument]: missing.userId });
}
