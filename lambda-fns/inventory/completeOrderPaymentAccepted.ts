import { OrderMoved } from '../../model/inventory/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { sellHeld } from './sellHeld.ts';

/** Follows a payment that was accepted while units were held: they are sold. */
export const handler = eachRecord({
  step: 'completeOrderPaymentAccepted',
  schema: OrderMoved,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  handle: sellHeld,
});
