import { AllocatedOrder } from '../../model/payments/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { settleOrderPayment } from './settleOrderPayment.ts';

/** Charges for each order whose units are held, or tells why not. */
export const handler = eachRecord({
  step: 'processOrderPayment',
  schema: AllocatedOrder,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  independent: true,
  handle: settleOrderPayment,
});
