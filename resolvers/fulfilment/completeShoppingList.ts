import { runtime, util } from '@aws-appsync/utils';
import type { MissingUnits } from '../../model/fulfilment/events.ts';
import { missingOf, unitsOf, type ShoppingLine } from '../../model/fulfilment/shopping.ts';
import { MAX_LINES, orderEventOf, type OrderEventData } from '../../model/orders/events.ts';
import { orderEventKey, orderKey, orderProgressKey } from '../../model/orders/keys.ts';
import { sagaFlow, type OrderState, type StockState } from '../../model/orders/states.ts';
import type { MissingUnitsInput, MutationCompleteShoppingListArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkName, checkNumber } from '../platform/arguments.ts';
import { actorOf, checkMayAct, eventTtlDaysOf, traceField } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  expressionOf,
  putItem,
  setAttributes,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type BatchResult,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import {
  conditionFailed,
  throwDataSourceError,
  throwError,
  type CancellationReason,
} from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { listResult, namedListKey, type ListRow } from './shared/lists.ts';
import {
  freeAssignee,
  keepList,
  moveList,
  putList,
  putListEvent,
  throwStatus,
  type ListStash,
  type ListStep,
} from './shared/listTransition.ts';

interface OrderRow {
  readonly userId: string;
  readonly amountCents: number;
  readonly lines: ShoppingLine[];
}

interface ProgressRow {
  readonly status: OrderState;
  readonly stock?: StockState;
}

interface Stash extends ListStash {
  order: OrderRow;
  progress: ProgressRow;
}

type Args = Pick<MutationCompleteShoppingListArgs, 'listId' | 'missing'>;

interface Step<Result = unknown> extends Omit<ListStep<Result, Args>, 'stash'> {
  readonly stash: Stash;
}

type Rows = BatchResult<[list: ListRow | null, order: OrderRow | null, progress: ProgressRow | null]>;

/** Reads the list and its order, as they are at this moment. */
export const read = {
  request(ctx: Step) {
    const { listId } = ctx.args;
    const key = namedListKey(listId, 'listId');
    return batchGetItems(ctx, [key, orderKey(listId), orderProgressKey(listId)], { consistentRead: true });
  },

  response(ctx: Step<Rows>) {
    const [list, order, progress] = batchRows(ctx);
    keepList(ctx, list);
    // A list is written with its order's progress, and none of them is ever deleted.
    ctx.stash.order = order as OrderRow;
    // As above.
    ctx.stash.progress = progress as ProgressRow;
    return {};
  },
};

/**
 * Ends the list and makes its order READY, or cancels both where nothing was found: together, and only while the order is paid
 * for and the list as it was read. The schema admits only staff.
 */
export const complete = {
  request(ctx: Step) {
    const { list, order } = ctx.stash;
    const missing = missingOf(order.lines, checkMissing(ctx.args.missing ?? [], order.lines));
    const isFound = order.lines.some((line) => unitsOf(missing, line.sku) < unitsOf(order.lines, line.sku));
    if (list.assignedTo) checkMayAct(actorOf(ctx), list.assignedTo);
    const status = isFound ? 'COMPLETED' : 'CANCELED';
    // A double tap.
    if (list.status === status && isSame(list.missing ?? [], missing)) runtime.earlyReturn(listResult(list));
    if (list.status !== 'ASSIGNED') throwStatus(list.status);
    moveList(ctx, { status, assignedTo: list.assignedTo, missing });
    return transactWriteItems(ctx, [
      putList(ctx.stash),
      putListEvent(ctx, isFound ? 'SHOPPING_LIST_COMPLETED_EVENT' : 'SHOPPING_LIST_CANCELED_EVENT'),
      freeAssignee(ctx.stash),
      ...moveOrder(ctx, isFound ? 'READY' : 'CANCELED', isFound ? '' : 'Nothing of it was to be had'),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    const { moved } = ctx.stash;
    if (!ctx.error) return listResult(moved);
    const reasons = cancellationReasonsOf(ctx);
    const [changed, , , order] = reasons;
    if (conditionFailed(changed)) return currentList(changed, moved);
    if (conditionFailed(order)) {
      // The item's key is an order's progress.
      const { status } = order?.item as ProgressRow;
      throwError('StateConflict', `The order is ${status}`, { status });
    }
    return throwDataSourceError(ctx.error, reasons);
  },
};

/** Returns what is reported. Throws where it names what was not ordered, or more of it, or a SKU twice. */
function checkMissing(missing: MissingUnitsInput[], lines: ShoppingLine[]): MissingUnitsInput[] {
  if (missing.length > MAX_LINES)
    throwError('InvalidArgument', `missing must be at most ${MAX_LINES} SKUs`, { argument: 'missing' });
  return missing.map(({ sku, units }, index) => {
    const argument = `missing[${index}].sku`;
    const ordered = unitsOf(lines, checkName(sku, argument));
    if (ordered === 0) throwError('InvalidArgument', `${argument} is not on the list`, { argument });
    if (missing.findIndex((other) => other.sku === sku) !== index)
      throwError('InvalidArgument', `${argument} is there twice`, { argument });
    return { sku, units: checkNumber(units, `missing[${index}].units`, 1, ordered) };
  });
}

const isSame = (one: MissingUnits[], other: MissingUnits[]) =>
  one.every(({ sku }) => unitsOf(one, sku) === unitsOf(other, sku)) &&
  other.every(({ sku }) => unitsOf(one, sku) === unitsOf(other, sku));

/** The writes that move the list's order and announce it. The rest of its progress stays as it is. */
const moveOrder = (ctx: Step, status: 'READY' | 'CANCELED', reason: string) => {
  const { list, order, progress } = ctx.stash;
  const { orderId } = list;
  const { userId, amountCents } = order;
  const updatedOn = nowInstant();
  const stock = progress.stock ?? '';
  const data: OrderEventData = {
    orderId,
    userId,
    status,
    reason,
    stock,
    amountCents,
    updatedOn,
    flow: sagaFlow,
  };
  const event = orderEventOf(data, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
  return [
    updateItem(
      orderProgressKey(orderId),
      setAttributes({ status, updatedOn, ...(reason ? { reason } : {}) }),
      withFailedItem({
        ...expressionOf('#status = :paid', { ':paid': 'PAYMENT_ACCEPTED' }),
        expressionNames: { '#status': 'status' },
      }),
    ),
    putItem(
      orderEventKey(orderId, event.eventName),
      { ...event, ...traceField(ctx), ...entityMetadata('OrderEvent') },
      // A raw event that the order did not apply is replaced.
      expressionOf('attribute_not_exists(pk) OR applied = :false', { ':false': false }),
    ),
  ];
};

/** Answers the list where another tap did the same. Throws where somebody else changed it. */
function currentList(reason: CancellationReason | undefined, wanted: ListRow) {
  // The item's key is the list's, and lists are never deleted.
  const list = reason?.item as ListRow;
  if (list.status === wanted.status && isSame(list.missing ?? [], wanted.missing ?? []))
    return listResult(list);
  return throwStatus(list.status);
}
