import { OrderPaymentAccepted } from '../../model/inventory/messages.ts';
import { paidStatuses } from '../../model/orders/events.ts';
import type { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { checkHasNoSaga, checkReached } from '../platform/moveOrder.ts';
import { transact } from '../platform/transact.ts';
import { entities } from './shared/entities.ts';

/** Follows a payment that was accepted while units were held: they are sold. */
export const handler = eachRecord({
  step: 'completeOrderPaymentAccepted',
  schema: OrderPaymentAccepted,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  handle: ({ orderId }) => sellHeldUnits(orderId),
});

/**
 * Makes the units that a paid order holds its own for good. An order that was canceled meanwhile keeps none.
 */
const sellHeldUnits = async (orderId: string) => {
  const [outcome = 'sold'] = await transact(entities, ({ OrderProgress }) => [
    {
      write: OrderProgress.patch({ orderId })
        .set({ stock: 'SOLD' })
        .where(({ status, stock, flow }, { eq, notExists }) => {
          const paid = paidStatuses.map((one) => eq(status, one)).join(' OR ');
          return `${eq(stock, 'HELD')} AND ${notExists(flow)} AND (${paid})`;
        })
        .commit({ response: 'all_old' }),
      onConditionFailed: (stored) => {
        // Beyond CREATED every order has this row, and only PAYMENT_ACCEPTED is asked about.
        const progress = stored as OrderProgress | undefined;
        checkReached(orderId, progress?.status, 'PAYMENT_ACCEPTED');
        checkHasNoSaga(orderId, progress?.flow);
        return 'nothing held';
      },
    },
  ]);
  return outcome;
};
