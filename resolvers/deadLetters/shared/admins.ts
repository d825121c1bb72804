import type { Context } from '@aws-appsync/utils';
import { actorOf } from '../../platform/context.ts';
import { throwError } from '../../platform/errors.ts';

/** Throws unless an Admin asks: a letter may hold anybody's data, and moving it has effects on anybody's things. */
export function checkAdmin(ctx: Pick<Context, 'identity'>): void {
  if (!actorOf(ctx).isAdmin) throwError('Forbidden', 'Only an Admin may see or move dead letters');
}
