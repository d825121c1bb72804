import { CanceledOrder } from '../../model/payments/messages.ts';
import { mayHoldMoney } from '../../model/payments/states.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { checkHasNoSaga, checkReached } from '../platform/moveOrder.ts';
import { now } from '../platform/now.ts';
import { entities, findPayment, orderPayment } from './shared/entities.ts';
import { refundPayment } from './shared/outcomes.ts';

/**
 * Follows a cancellation: what was paid is refunded, once. So is what was perhaps charged by a payment that
 * has not ended: it can no longer be accepted, but its own message may be a dead letter by now.
 */
export const handler = eachRecord({
  step: 'refundCanceledOrder',
  schema: CanceledOrder,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  independent: true,
  handle: async ({ orderId }) => {
    const { data: order } = await entities.OrderProgress.get({ orderId }).go({ consistent: true });
    // Whatever an event says, money moves by what is stored.
    checkHasNoSaga(orderId, order?.flow);
    checkReached(orderId, order?.status, 'CANCELED');
    const payment = await findPayment(orderPayment(orderId));
    if (!payment || !mayHoldMoney(payment.paymentStatus)) return 'nothing to refund';
    return refundPayment(payment, 'The order was canceled', now());
  },
});
