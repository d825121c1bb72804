import type { AppSyncIdentityCognito, Context } from '@aws-appsync/utils';
import { checkOptionalId } from './checks.ts';
import { refuse } from './refuse.ts';

/** Who asks, as the identity says and nothing else. */
export interface Actor {
  readonly id: string;
  readonly groups: string[];
  readonly isAdmin: boolean;
  /** Admins and Caretakers. */
  readonly isStaff: boolean;
}

export function actorOf(ctx: Pick<Context, 'identity'>): Actor {
  const identity = ctx.identity as AppSyncIdentityCognito | null;
  if (!identity?.sub) refuse('Forbidden', 'Only a signed-in user may do this');
  const groups = identity.groups ?? [];
  const isAdmin = groups.indexOf('Admins') >= 0;
  return { id: identity.sub, groups, isAdmin, isStaff: isAdmin || groups.indexOf('Caretakers') >= 0 };
}

/** Whom an actor acts for: itself, or the person an argument names, which only an Admin may do. */
export function personOf(actor: Actor, named: string | null | undefined, argument = 'userId'): string {
  const userId = checkOptionalId(named, argument) ?? actor.id;
  if (userId !== actor.id && !actor.isAdmin)
    refuse('Forbidden', 'Only an Admin may act for another person', { userId });
  return userId;
}

/** Refuses whoever is neither the owner nor staff. */
export function checkMayRead(actor: Actor, ownerId: string): void {
  if (ownerId !== actor.id && !actor.isStaff) refuse('Forbidden', 'This belongs to another person');
}
