import { userKey } from '../../model/accounts/keys.ts';
import { conditionCheck, rowExists } from './dynamodb.ts';
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
