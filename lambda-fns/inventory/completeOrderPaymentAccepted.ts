import { OrderPaymentAccepted } from '../../model/inventory/messages.ts';
import { paidStatuses } from '../../model/orders/events.ts';
import type { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { checkReached } from '../platform/moveOrder.ts';
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
        .where(({ status, stock }, { eq }) => {
          const paid = paidStatuses.map((one) => eq(status, one)).join(' OR ');
          return `${eq(stock, 'HELD')} AND (${paid})`;
        })
        .commit({ response: 'all_old' }),
      onConditionFailed: (stored) => {
        // Beyond CREATED every order has this row, and only PAYMENT_ACCEPTED is asked about.
        checkReached(orderId, (stored as OrderProgress | undefined)?.status, 'PAYMENT_ACCEPTED');
        return 'nothing held';
      },
    },
  ]);
  return outcome;
};
