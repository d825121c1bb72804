import { foundOf } from '../../../model/fulfilment/shopping.ts';
import type { ShoppingList } from '../../../model/fulfilment/ShoppingList.ts';
import type { Order } from '../../../model/orders/Order.ts';
import type { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import type { SagaCommand } from '../../../model/sagaCommands.ts';
import { PermanentError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { answerCommand } from '../../platform/sagaCommands.ts';
import { transact, type TransactionItem } from '../../platform/transact.ts';
import { announceList, entities, findOrder, type Writes } from './entities.ts';

/** What is stored of an order's list, if it ever had one. */
interface Stored {
  readonly order: Order;
  readonly list: ShoppingList | null;
  readonly progress: OrderProgress | null;
}

type Items = TransactionItem<'answered' | 'outdated'>[];

/**
 * Undoes the making of a list: nobody fetches it any more, and what the order took is back in stock, but for what was not
 * found there. Where there is no list, nothing was taken; where all is undone, nothing is left to do.
 */
export const cancelList = async (command: SagaCommand, now: Instant): Promise<string> => {
  const stored = await findStored(command.orderId);
  const [outcome = 'canceled'] = await transact(entities, (writes): Items => [
    answerCommand(writes, command, { reply: 'SHOPPING_LIST_CANCELED_REPLY' }, now),
    ...listItems(writes, stored, now),
    ...stockItems(writes, stored, now),
  ]);
  return outcome;
};

const findStored = async (orderId: string): Promise<Stored> => {
  const [order, { data: list }, { data: progress }] = await Promise.all([
    findOrder(orderId),
    entities.ShoppingList.get({ listId: orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
  ]);
  if (progress && ['SHIPPED', 'DELIVERED'].includes(progress.status))
    throw new PermanentError('StateConflict', `Order ${orderId} is ${progress.status}: its units are gone`);
  return { order, list, progress };
};

/** Cancels the list, if it is as it was read, and frees whoever has it. */
const listItems = (writes: Writes, { list }: Stored, now: Instant): Items => {
  if (!list || list.status === 'CANCELED') return [];
  const { assignedTo, ...rest } = list;
  // Who completed it stays known.
  const kept = list.status === 'COMPLETED' && assignedTo ? { assignedTo } : {};
  const canceled: ShoppingList = {
    ...{ ...rest, ...kept },
    ...{ status: 'CANCELED', version: list.version + 1, updatedOn: now.iso },
  };
  return [
    {
      write: writes.ShoppingList.put(canceled)
        .where((row, { eq }) => eq(row.version, list.version))
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    announceList(writes, canceled, 'SHOPPING_LIST_CANCELED_EVENT', now),
    ...(list.status === 'ASSIGNED' && assignedTo ? [freeAssignee(writes, list.listId, assignedTo, now)] : []),
  ];
};

const freeAssignee = (
  { Availability }: Writes,
  listId: string,
  userId: string,
  now: Instant,
): TransactionItem<'outdated'> => ({
  write: Availability.patch({ userId })
    .remove(['listId'])
    .set({ updatedOn: now.iso })
    .where((row, { eq }) => eq(row.listId, listId))
    .commit(),
  // Whoever has a list has it in both rows, which one transaction writes.
  onConditionFailed: () => 'outdated',
});

/**
 * Returns the units, once, because the write also says where they are from then on. What was not found when the list was
 * worked through is in nobody's stock.
 */
const stockItems = (
  { OrderProgress, Sku }: Writes,
  { order, list, progress }: Stored,
  now: Instant,
): Items => {
  const { orderId, lines } = order;
  const { stock, status } = progress ?? {};
  if (!status || !stock || !['HELD', 'SOLD'].includes(stock)) return [];
  return [
    {
      write: OrderProgress.patch({ orderId })
        .set({ stock: 'RETURNED' })
        .where((row, { eq }) => [eq(row.stock, stock), eq(row.status, status)].join(' AND '))
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...foundOf(lines, list?.missing ?? []).map(({ sku, units }) => ({
      write: Sku.update({ sku }).add({ units, version: 1 }).set({ updatedOn: now.iso }).commit(),
    })),
  ];
};
