import type { Context } from '@aws-appsync/utils';
import { userKey } from '../../../model/accounts/keys.ts';
import { groupOf } from '../../../model/accounts/states.ts';
import type { User, UserType } from '../../../model/schema.ts';
import { checkId } from '../../platform/arguments.ts';
import type { Actor } from '../../platform/context.ts';
import { rowExists, setAttributes, updateItem, type Condition } from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

interface Privileges {
  readonly userType?: UserType | null;
  readonly verified?: boolean | null;
}

/** Throws where the actor gives an account a type whose group is not its own, or verifies one, and is no Admin. */
export function checkPrivileges(actor: Actor, { userType, verified }: Privileges) {
  const type = userType ?? 'TENANT';
  if (type !== 'TENANT' && !actor.isAdmin && actor.groups.indexOf(groupOf[type]) < 0)
    throwError('Forbidden', `Only an Admin may make a ${type}`, { argument: 'userType' });
  if (verified && !actor.isAdmin)
    throwError('Forbidden', 'Only an Admin may verify an account', { argument: 'verified' });
}

/** Changes attributes of an account that exists, or for which a condition holds. */
export const updateUser = (id: string, values: Record<string, unknown>, condition: Condition = rowExists) =>
  updateItem(userKey(checkId(id, 'id')), setAttributes({ ...values, updatedOn: nowInstant() }), condition);

export function throwNoAccount(id: string): never {
  throwError('NotFound', 'There is no such account', { id });
}

/** Returns the account as it is now. Throws where there is none of this id. */
export function updatedUser(
  ctx: Pick<Context<unknown, object, undefined, undefined, User | null>, 'error' | 'result'>,
  id: string,
) {
  if (conditionFailed(ctx.error)) throwNoAccount(id);
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
