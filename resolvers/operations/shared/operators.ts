import type { Context } from '@aws-appsync/utils';
import { actorOf } from '../../platform/context.ts';
import { throwError } from '../../platform/errors.ts';

/** Throws unless an Admin asks: figures and alarms tell of everybody's use, and their reading is paid for. */
export function checkOperator(ctx: Pick<Context, 'identity'>): void {
  if (!actorOf(ctx).isAdmin) throwError('Forbidden', 'Only an Admin may see how the backend does');
}
