import type { AllocatedOrder } from '../../model/payments/messages.ts';
import type { PayableOrder } from '../../model/payments/rules.ts';
import { PermanentError } from '../platform/errors.ts';
import { entities } from './entities.ts';

/** What is paid for: an order whose units were allocated, and how far it has come since. */
export type PaidOrder = AllocatedOrder & PayableOrder;

/**
 * The order of an event. Half a read unit finds all but the last moment's changes: to begin with that will
 * do, because what is recorded asks again. Only a row that is not there may still be on its way.
 */
export const findPaidOrder = async (
  allocated: AllocatedOrder,
  { consistent }: { readonly consistent: boolean },
): Promise<PaidOrder> => {
  const { orderId } = allocated;
  const { data } = await entities.OrderProgress.get({ orderId }).go({ consistent });
  if (data) return { ...allocated, status: data.status, stock: data.stock ?? '' };
  if (consistent) throw new PermanentError('NotFound', `Of order ${orderId} nothing was allocated`);
  return findPaidOrder(allocated, { consistent: true });
};
