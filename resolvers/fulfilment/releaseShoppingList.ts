import { runtime } from '@aws-appsync/utils';
import { actorOf, checkMayAct } from '../platform/context.ts';
import { cancellationReasonsOf, transactWriteItems, type TransactionResult } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError } from '../platform/errors.ts';
import { listResult, type ListRow } from './shared/lists.ts';
import {
  freeAssignee,
  moveList,
  putList,
  putListEvent,
  throwStatus,
  type ListStep,
} from './shared/listTransition.ts';

export { readList as read } from './shared/listTransition.ts';

/** Gives the list back, if whoever had it when it was read still has it. The schema admits only staff. */
export const release = {
  request(ctx: ListStep) {
    const { list } = ctx.stash;
    // A double tap.
    if (list.status === 'AVAILABLE') runtime.earlyReturn(listResult(list));
    if (list.status !== 'ASSIGNED') throwStatus(list.status);
    checkMayAct(actorOf(ctx), list.assignedTo ?? '');
    moveList(ctx, { status: 'AVAILABLE', assignedTo: undefined });
    return transactWriteItems(ctx, [
      putList(ctx.stash),
      putListEvent(ctx, 'SHOPPING_LIST_RELEASED_EVENT'),
      freeAssignee(ctx.stash),
    ]);
  },

  response(ctx: ListStep<TransactionResult<ListRow>>) {
    if (!ctx.error) return listResult(ctx.stash.moved);
    const reasons = cancellationReasonsOf(ctx);
    const [changed] = reasons;
    const list = changed?.item;
    if (!conditionFailed(changed) || !list) return throwDataSourceError(ctx.error, reasons);
    if (list.status === 'AVAILABLE') return listResult(list);
    return throwStatus(list.status);
  },
};
