import { PlaceOrder } from '../../model/orders/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { storeOrder } from './storeOrder.ts';

/** Stores each claimed order with its event. The table's stream announces it; nothing is published here. */
export const handler = eachRecord({
  step: 'placeOrder',
  schema: PlaceOrder,
  entityIdOf: (body) => body?.orderId,
  independent: true,
  handle: (placed) => storeOrder(placed, now()),
});
