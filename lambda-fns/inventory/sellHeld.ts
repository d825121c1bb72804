import { createWriteTransaction } from 'electrodb';
import type { OrderMoved } from '../../model/inventory/messages.ts';
import { paidStatuses } from '../../model/orders/events.ts';
import { canceledError, failedCondition, inContention, type Reason } from '../platform/transact.ts';
import { entities } from './entities.ts';

/** Makes the units that a paid order holds its own for good; one that was canceled meanwhile keeps none. */
export const sellHeld = async ({ orderId }: OrderMoved) => {
  const { canceled, data } = await inContention(() => write(orderId));
  return canceled ? explain(data) : 'sold';
};

const write = (orderId: string) =>
  createWriteTransaction(entities, ({ OrderProgress }) => [
    OrderProgress.patch({ orderId })
      .set({ stock: 'SOLD' })
      .where(({ status, stock }, { eq }) => {
        const paid = paidStatuses.map((one) => eq(status, one)).join(' OR ');
        return `${eq(stock, 'HELD')} AND (${paid})`;
      })
      .commit(),
  ]).go();

const explain = (reasons: readonly Reason[]) => {
  if (reasons.some(failedCondition)) return 'nothing held';
  throw canceledError(reasons);
};
