import { CanceledOrder } from '../../model/payments/messages.ts';
import { eachRecord } from '../eachRecord.ts';
import { now } from '../now.ts';
import { entities } from './entities.ts';
import { findPayment, orderPayment } from './findPayment.ts';
import { giveBack } from './giveBack.ts';

/**
 * Follows a cancellation: what was paid goes back, once. A payment still under way is not touched: it can
 * no longer be accepted, and `processOrderPayment` itself gives back what it finds charged.
 */
export const handler = eachRecord({
  step: 'refundCanceledOrder',
  schema: CanceledOrder,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  independent: true,
  handle: async ({ orderId }) => {
    const payment = await findPayment(orderPayment(orderId));
    if (payment?.paymentStatus !== 'PAYMENT_ACCEPTED') return 'nothing to refund';
    const { data: order } = await entities.OrderProgress.get({ orderId }).go({ consistent: true });
    // Whatever an event says, money moves by what is stored.
    if (order?.status !== 'CANCELED') return 'not canceled';
    return giveBack(payment, 'The order was canceled', now());
  },
});
