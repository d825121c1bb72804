import { OrderCreated } from '../../model/inventory/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { allocate } from './allocate.ts';

/** Follows an order's creation: all of its units are taken from stock and held for it, or none. */
export const handler = eachRecord({
  step: 'allocateOrderStock',
  schema: OrderCreated,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  handle: (order) => allocate(order, now()),
});
