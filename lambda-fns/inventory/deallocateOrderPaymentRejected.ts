import { OrderPaymentRejected } from '../../model/inventory/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { returnUnits } from './shared/returnUnits.ts';

/** Follows a rejected payment: what was held for the order returns to stock, once. */
export const handler = eachRecord({
  step: 'deallocateOrderPaymentRejected',
  schema: OrderPaymentRejected,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  handle: ({ orderId }) => returnUnits(orderId, 'PAYMENT_REJECTED'),
});
