import { runtime } from '@aws-appsync/utils';
import { availabilityKey } from '../../model/fulfilment/keys.ts';
import { orderProgressKey } from '../../model/orders/keys.ts';
import { actorOf } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  expressionOf,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import {
  conditionFailed,
  throwDataSourceError,
  throwError,
  type CancellationReason,
} from '../platform/errors.ts';
import { checkUserIsEnabled, userIsEnabled } from '../platform/users.ts';
import { listResult, type ListRow } from './shared/lists.ts';
import { moveList, putList, putListEvent, throwStatus, type ListStep } from './shared/listTransition.ts';

export { readList as read } from './shared/listTransition.ts';

/** A person's row, as a transaction found it. */
interface AvailabilityRow {
  readonly available?: boolean;
  readonly listId?: string;
}

/**
 * Gives the list to the caller, if nobody has it, its order is not canceled, and the caller is enabled, available and has no
 * other one: of any number of people at one instant one gets it. The schema admits only staff.
 */
export const assign = {
  request(ctx: ListStep) {
    const { list } = ctx.stash;
    const { id: userId } = actorOf(ctx);
    // A double tap.
    if (isOf(list, userId)) runtime.earlyReturn(listResult(list));
    const moved = moveList(ctx, { status: 'ASSIGNED', assignedTo: userId });
    return transactWriteItems(ctx, [
      putList(ctx.stash),
      putListEvent(ctx, 'SHOPPING_LIST_ASSIGNED_EVENT'),
      takeList(userId, list.listId, moved.updatedOn),
      conditionCheck(orderProgressKey(list.orderId), isPaid),
      userIsEnabled(userId),
    ]);
  },

  response(ctx: ListStep<TransactionResult>) {
    const { list, moved } = ctx.stash;
    if (!ctx.error) return listResult(moved);
    const { id: userId } = actorOf(ctx);
    const reasons = cancellationReasonsOf(ctx);
    const [changed, , person, order, user] = reasons;
    checkUserIsEnabled(user, userId);
    if (conditionFailed(changed)) return currentList(changed, userId);
    if (conditionFailed(person)) throwUnavailable(person);
    if (conditionFailed(order))
      throwError('StateConflict', 'The order is not to be fetched any more', { listId: list.listId });
    return throwDataSourceError(ctx.error, reasons);
  },
};

const isOf = (list: ListRow, userId: string) => list.status === 'ASSIGNED' && list.assignedTo === userId;

const takeList = (userId: string, listId: string, now: string) =>
  updateItem(
    availabilityKey(userId),
    expressionOf('SET listId = :listId, updatedOn = :now', { ':listId': listId, ':now': now }),
    withFailedItem(expressionOf('available = :yes AND attribute_not_exists(listId)', { ':yes': true })),
  );

/** An order that was canceled is to be fetched by nobody, although its list may not be canceled yet. */
const isPaid = {
  ...expressionOf('#status = :paid', { ':paid': 'PAYMENT_ACCEPTED' }),
  expressionNames: { '#status': 'status' },
};

/** Answers the list where the caller's other tap took it. Throws where somebody else changed it. */
function currentList(reason: CancellationReason | undefined, userId: string) {
  // The item's key is the list's, and lists are never deleted.
  const list = reason?.item as ListRow;
  if (isOf(list, userId)) return listResult(list);
  if (list.status !== 'AVAILABLE') throwStatus(list.status);
  return throwError('TryAgain', 'Somebody else is changing this list; try again');
}

function throwUnavailable(reason: CancellationReason | undefined): never {
  // The item's key is a person's.
  const row = reason?.item as AvailabilityRow | undefined;
  if (row?.listId)
    throwError('StateConflict', 'You have another list; complete it or give it back', {
      listId: row.listId,
    });
  throwError('StateConflict', 'You are not available; say so first', { available: false });
}
