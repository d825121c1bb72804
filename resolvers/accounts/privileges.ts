import { groupOf } from '../../model/accounts/states.ts';
import type { UserType } from '../../model/schema.ts';
import type { Actor } from '../actors.ts';
import { refuse } from '../refuse.ts';

interface Wanted {
  readonly userType?: UserType | null;
  readonly verified?: boolean | null;
}

/** Refuses whoever gives an account a type whose group is not the caller's, or verifies one, and is no Admin. */
export function checkPrivileges(actor: Actor, { userType, verified }: Wanted) {
  const type = userType ?? 'TENANT';
  if (type !== 'TENANT' && !actor.isAdmin && actor.groups.indexOf(groupOf[type]) < 0)
    refuse('Forbidden', `Only an Admin may make a ${type}`, { argument: 'userType' });
  if (verified && !actor.isAdmin)
    refuse('Forbidden', 'Only an Admin may verify an account', { argument: 'verified' });
}
