import { unitsToReturn, type OrderStock, type SkuUnits } from '../../../model/inventory/stock.ts';
import type { OrderState, StockState } from '../../../model/orders/states.ts';
import { checkHasNoSaga, checkReached, createdOrder } from '../../platform/moveOrder.ts';
import { now } from '../../platform/now.ts';
import { retryWhenOutdated, transact } from '../../platform/transact.ts';
import { entities } from './entities.ts';

/**
 * Returns what an order took from stock, if it ended without needing it, as an event announced: once, because the write that returns
 * the units also records that they are returned.
 */
export const returnUnits = (orderId: string, announced: OrderState): Promise<string> =>
  retryWhenOutdated(async () => {
    const order = await findOrderStock(orderId);
    checkReached(orderId, order?.status, announced);
    const units = order ? unitsToReturn(order) : [];
    if (!order?.stock || units.length === 0) return 'nothing to return';
    return writeReturn({ orderId, stock: order.stock, units }, now().iso);
  });

const findOrderStock = async (orderId: string): Promise<OrderStock | undefined> => {
  const [{ data: order }, { data: progress }] = await Promise.all([
    entities.Order.get({ orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
  ]);
  checkHasNoSaga(orderId, order?.flow);
  return order ? { lines: order.lines, ...(progress ?? createdOrder) } : undefined;
};

interface Returned {
  readonly orderId: string;
  /** Where the units were when the order was read. */
  readonly stock: StockState;
  readonly units: readonly SkuUnits[];
}

/**
 * The units themselves have no condition: they have nowhere else to go. They could exceed what a GraphQL
 * `Int` holds only where a billion of one SKU returned at once: see `MAX_SKU_UNITS`.
 */
const writeReturn = async ({ orderId, stock, units }: Returned, updatedOn: string) => {
  const [outcome = 'returned'] = await transact(entities, ({ OrderProgress, Sku }) => [
    {
      write: OrderProgress.patch({ orderId })
        .set({ stock: 'RETURNED' })
        .where((row, { eq }) => eq(row.stock, stock))
        .commit(),
      onConditionFailed: () => 'outdated' as const,
    },
    ...units.map(({ sku, units }) => ({
      write: Sku.update({ sku }).add({ units, version: 1 }).set({ updatedOn }).commit(),
    })),
  ]);
  return outcome;
};
