import { createWriteTransaction } from 'electrodb';
import type { OrderMoved } from '../../model/inventory/messages.ts';
import { type OrderStock, unitsToReturn } from '../../model/inventory/stock.ts';
import type { StockState } from '../../model/orders/states.ts';
import { canceledError, failedCondition, inContention, type Reason } from '../platform/transact.ts';
import { created } from '../platform/moveOrder.ts';
import { now } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { entities } from './entities.ts';

/**
 * Gives back what an order took from stock, if it ended without needing it: once, because the write that
 * returns the units also says that they are returned. Where its stock moved meanwhile, it begins again.
 */
export const returnUnits = async ({ orderId }: OrderMoved): Promise<string> => {
  const taken = await findTaken(orderId);
  if (unitsToReturn(taken).length === 0) return 'nothing to return';
  const { canceled, data } = await inContention(() => write(orderId, taken, now().iso));
  if (!canceled) return 'returned';
  return explain(data) === 'movedOn' ? returnUnits({ orderId }) : 'returned';
};

const findTaken = async (orderId: string): Promise<OrderStock> => {
  const [{ data: order }, { data: progress }] = await Promise.all([
    entities.Order.get({ orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
  ]);
  if (!order) throw new PermanentError('NotFound', `There is no order ${orderId}`);
  return { lines: order.lines, ...(progress ?? created) };
};

/**
 * Without a condition on the units: they have nowhere else to go. Beyond what GraphQL can tell they would come only
 * where a billion of one SKU returned at once: see `MAX_SKU_UNITS`.
 */
const write = (orderId: string, taken: OrderStock, updatedOn: string) =>
  createWriteTransaction(entities, ({ OrderProgress, Sku }) => [
    OrderProgress.patch({ orderId })
      .set({ stock: 'RETURNED' })
      .where(({ stock }, { eq }) => eq(stock, taken.stock as StockState))
      .commit(),
    ...unitsToReturn(taken).map(({ sku, units }) =>
      Sku.update({ sku }).add({ units, version: 1 }).set({ updatedOn }).commit(),
    ),
  ]).go();

const explain = (reasons: readonly Reason[]) => {
  const [progress] = reasons;
  if (failedCondition(progress)) return 'movedOn';
  throw canceledError(reasons);
};
