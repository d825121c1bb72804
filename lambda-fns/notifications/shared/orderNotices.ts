import { orderNotices, type OrderNotice } from '../../../model/notifications/kinds.ts';
import type { OrderEventData } from '../../../model/orders/events.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import { entities } from './entities.ts';
import type { Notice } from './inbox.ts';

interface OrderMoved {
  readonly eventName: OrderNotice;
  readonly orderId: string;
}

/**
 * What an order's owner is told of an event: by its row, which only the order's own transactions mark as applied, whatever a
 * message says.
 */
export const findOrderNotice = async ({
  eventName,
  orderId,
}: OrderMoved): Promise<Notice<(typeof orderNotices)[OrderNotice]>> => {
  const { data: row } = await entities.OrderEvent.get({ orderId, eventName }).go({ consistent: true });
  if (!row?.applied) throw new PermanentError('NotFound', `Order ${orderId} has no ${eventName}`);
  // Whoever marks a row as applied writes its data.
  const { userId, amountCents } = row.eventData as OrderEventData;
  return {
    userId,
    kind: orderNotices[eventName],
    cause: [eventName, orderId],
    subject: { orderId },
    facts: { orderId, amountCents, currency: environment.PAYMENT_CURRENCY },
  };
};
