import { OrderCanceled } from '../../model/inventory/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { returnUnits } from './shared/returnUnits.ts';

/** Follows a cancellation: what was held for the order, or sold with it, returns to stock, once. */
export const handler = eachRecord({
  step: 'compensateCanceledOrder',
  schema: OrderCanceled,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  handle: ({ orderId }) => returnUnits(orderId, 'CANCELED'),
});
