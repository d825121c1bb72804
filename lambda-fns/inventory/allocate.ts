import { createWriteTransaction } from 'electrodb';
import { type Allocation, allocationOf, type CreatedOrder } from '../../model/inventory/stock.ts';
import { canceledError, failedCondition, inContention, type Reason } from '../platform/transact.ts';
import { announceOrder, created, moveOrder } from '../platform/moveOrder.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { entities } from './entities.ts';

/**
 * Takes what an order wants from stock, if it is still CREATED: whether there is enough is asked by the write
 * that takes it. Where it says no, `short` names what there is too little of, and the order ends.
 */
export const allocate = async (
  order: CreatedOrder,
  now: Instant,
  short: readonly string[] = [],
): Promise<string> => {
  const allocation = allocationOf(order, short, now.iso);
  const { canceled, data } = await inContention(() => write(allocation, now));
  if (!canceled) return allocation.event.status;
  const found = explain(allocation, data);
  return found === 'movedOn' ? found : allocate(order, now, found);
};

const write = ({ taken, event }: Allocation, now: Instant) =>
  createWriteTransaction(entities, ({ OrderEvent, OrderProgress, Sku }) => [
    moveOrder(OrderProgress, created, event),
    announceOrder(OrderEvent, event, now),
    ...taken.map(({ sku, units }) =>
      Sku.patch({ sku })
        .subtract({ units })
        .add({ version: 1 })
        .set({ updatedOn: now.iso })
        .where((row, { gte }) => gte(row.units, units))
        .commit(),
    ),
  ]).go();

/** That somebody moved the order before, or which SKUs are short. */
const explain = ({ taken }: Allocation, reasons: readonly Reason[]): 'movedOn' | string[] => {
  const [progress, event, ...skus] = reasons;
  if (failedCondition(progress)) return 'movedOn';
  if (failedCondition(event))
    throw new PermanentError('StateConflict', 'There is an event, and the order never moved');
  const short = taken.filter((_wanted, index) => failedCondition(skus[index])).map(({ sku }) => sku);
  if (short.length === 0) throw canceledError(reasons);
  return short;
};
