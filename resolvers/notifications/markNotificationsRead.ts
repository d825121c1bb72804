import type { Context } from '@aws-appsync/utils';
import { notificationKey } from '../../model/notifications/keys.ts';
import type { MutationMarkNotificationsReadArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  rowExists,
  transactWriteItems,
  updateItem,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { util } from '@aws-appsync/utils';

type Step = Context<
  MutationMarkNotificationsReadArgs,
  object,
  undefined,
  undefined,
  TransactionResult | null
>;

const MOST = 50;

/**
 * Marks entries of the caller's own inbox: the keys have the caller's id, so nobody else's can be named. An entry that was
 * announced is announced no more once it has no `applied`.
 */
export function request(ctx: Step) {
  const { id: userId } = actorOf(ctx);
  const ids = idsOf(ctx);
  const update = {
    expression: 'SET readOn = if_not_exists(readOn, :now) REMOVE applied',
    expressionValues: util.dynamodb.toMapValues({ ':now': nowInstant() }),
  };
  return transactWriteItems(
    ctx,
    ids.map((id) => updateItem(notificationKey(userId, id), update, rowExists)),
  );
}

export function response(ctx: Step): boolean {
  if (!ctx.error) return true;
  const reasons = cancellationReasonsOf(ctx);
  const missing = reasons.findIndex((reason) => conditionFailed(reason));
  if (missing < 0) throwDataSourceError(ctx.error, reasons);
  throwError('NotFound', 'There is no such entry in your inbox', { id: idsOf(ctx)[missing] });
}

/** Each once: a transaction takes each row once. */
function idsOf(ctx: Pick<Step, 'args'>): string[] {
  const { ids } = ctx.args;
  if (ids.length < 1 || ids.length > MOST)
    throwError('InvalidArgument', `ids must be 1 to ${MOST}`, { argument: 'ids' });
  return ids.filter((id, index) => ids.indexOf(checkId(id, `ids[${index}]`)) === index);
}
