import { util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { listEventOf, type ListEventName } from '../../../model/fulfilment/events.ts';
import {
  allListsKey,
  availabilityKey,
  buildingListsKey,
  listEventKey,
  listKey,
  listSortKey,
} from '../../../model/fulfilment/keys.ts';
import { canMoveList, type ListState } from '../../../model/fulfilment/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import { eventTtlDaysOf, traceField } from '../../platform/context.ts';
import { expressionOf, putItem, rowIsNew, updateItem, withFailedItem } from '../../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';
import { namedListKey, throwNoList, type ListRow } from './lists.ts';

/** What the steps of a mutation that moves a list leave for each other. */
export interface ListStash {
  /** The list, as it was read. */
  list: ListRow;
  /** The list, as the transaction writes it. */
  moved: ListRow;
}

interface ListArgs {
  listId: string;
}

/** A step of such a mutation; `Result` is what its data source answers. */
export type ListStep<Result = unknown, Args extends ListArgs = ListArgs> = Context<
  Args,
  ListStash,
  undefined,
  undefined,
  Result
>;

/** Reads the list, as it is at this moment. */
export const readList = {
  request(ctx: ListStep) {
    return get({ key: namedListKey(ctx.args.listId, 'listId'), consistentRead: true });
  },

  response(ctx: ListStep<ListRow | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    keepList(ctx, ctx.result);
    return {};
  },
};

/** Leaves the list in the stash that was read. Throws where there is none. */
export function keepList(ctx: Pick<ListStep, 'args' | 'stash'>, list: ListRow | null | undefined): void {
  if (!list) throwNoList(ctx.args.listId, 'listId');
  ctx.stash.list = list;
}

/** What a move changes of a list, beside its version and instant. */
export interface ListChange {
  readonly status: ListState;
  /** Who has it from then on; nobody where it is undefined. */
  readonly assignedTo: string | undefined;
  /** @default - as before */
  readonly missing?: ListRow['missing'];
}

/** Leaves the list in the stash as it will be, and returns it. Throws where its status does not allow the move. */
export function moveList(ctx: Pick<ListStep, 'stash'>, change: ListChange): ListRow {
  const { list } = ctx.stash;
  if (!canMoveList(list.status, change.status)) throwStatus(list.status);
  ctx.stash.moved = { ...list, ...change, version: list.version + 1, updatedOn: nowInstant() };
  return ctx.stash.moved;
}

export function throwStatus(status: ListState): never {
  throwError('StateConflict', `The list is ${status}`, { status });
}

/** Writes the list as it will be, if it is still as it was read: its version changes with every event. */
export const putList = ({ list, moved }: ListStash) => {
  const { listId, orderId, userId, buildingId, apartmentId, apartmentNumber } = moved;
  const { status, stops, assignedTo, missing, version, createdOn, updatedOn } = moved;
  const sort = listSortKey(status, createdOn, listId);
  const row = {
    ...{ listId, orderId, userId, buildingId, apartmentId, apartmentNumber },
    ...{ status, stops, version, createdOn, updatedOn },
    ...(assignedTo ? { assignedTo } : {}),
    ...(missing ? { missing } : {}),
    ...{ gsi1pk: buildingListsKey(buildingId), gsi1sk: sort, gsi2pk: allListsKey, gsi2sk: sort },
    ...entityMetadata('ShoppingList'),
  };
  return putItem(
    listKey(listId),
    row,
    withFailedItem(expressionOf('version = :before', { ':before': list.version })),
  );
};

/** Writes the event of the list as it will be, which the table's stream announces. */
export const putListEvent = (ctx: Pick<ListStep, 'stash' | 'env' | 'request'>, eventName: ListEventName) => {
  const { listId, orderId, userId, buildingId, status, assignedTo, missing, version, updatedOn } =
    ctx.stash.moved;
  const found =
    missing && missing.length > 0 ? ({ found: 'PART', missing } as const) : { found: 'ALL' as const };
  const eventData = {
    ...{ listId, orderId, userId, buildingId, status, assignedTo: assignedTo ?? '', updatedOn },
    ...(eventName === 'SHOPPING_LIST_COMPLETED_EVENT' ? found : {}),
  };
  const event = listEventOf(eventName, version, eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
  return putItem(
    listEventKey(listId, version, eventName),
    { ...event, ...traceField(ctx), ...entityMetadata('ListEvent') },
    rowIsNew,
  );
};

/** Frees the person who has the list for another. */
export const freeAssignee = ({ list }: ListStash) =>
  updateItem(
    availabilityKey(list.assignedTo ?? ''),
    expressionOf('REMOVE listId SET updatedOn = :now', { ':now': nowInstant() }),
    expressionOf('listId = :listId', { ':listId': list.listId }),
  );
