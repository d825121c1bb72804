import { CanceledOrder } from '../../model/payments/messages.ts';
import { mayHoldMoney } from '../../model/payments/states.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { entities } from './entities.ts';
import { findPayment, orderPayment } from './findPayment.ts';
import { giveBack } from './giveBack.ts';

/**
 * Follows a cancellation: what was paid goes back, once. So does what was perhaps charged by a payment still
 * under way: it can no longer be accepted, but its own message may be a dead letter by now.
 */
export const handler = eachRecord({
  step: 'refundCanceledOrder',
  schema: CanceledOrder,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  independent: true,
  handle: async ({ orderId }) => {
    const payment = await findPayment(orderPayment(orderId));
    if (!payment || !mayHoldMoney(payment.paymentStatus)) return 'nothing to refund';
    const { data: order } = await entities.OrderProgress.get({ orderId }).go({ consistent: true });
    // Whatever an event says, money moves by what is stored.
    if (order?.status !== 'CANCELED') return 'not canceled';
    return giveBack(payment, 'The order was canceled', now());
  },
});
