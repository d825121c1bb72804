import * as z from 'zod';
import { chosenId, eventDetail, id, listOf, mapOf, number, text } from '../messages.ts';
import { MAX_LINES, type OrderEventName } from '../orders/events.ts';
import { MAX_LOT_UNITS, SKU_RESTOCKED_EVENT } from './events.ts';

const units = z.number().int().min(1);

/** A restock's event: the lot and its units. Raw events may hold anything. */
export const SkuRestocked = eventDetail(SKU_RESTOCKED_EVENT, {
  sku: text.pipe(chosenId),
  lotId: text.pipe(chosenId),
  units: number.pipe(units.max(MAX_LOT_UNITS)),
}).transform(({ sku, lotId, units }) => ({ sku, lotId, units }));

export type SkuRestocked = z.infer<typeof SkuRestocked>;

/** The event of an order's creation: who ordered what. */
export const OrderCreated = eventDetail('ORDER_CREATED_EVENT' satisfies OrderEventName, {
  orderId: text.pipe(chosenId),
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
  lines: listOf(
    mapOf({
      sku: text.pipe(chosenId),
      units: number.pipe(units),
      priceCents: number,
      // Absent where staff named the price, and in events from before the catalogue.
      productId: text.pipe(id).optional(),
      productVersion: number.pipe(z.number().int()).optional(),
      storeId: text.pipe(id).optional(),
    }),
    MAX_LINES,
  ),
});

export type OrderCreated = z.infer<typeof OrderCreated>;

/** The event that an order reached a status: only the order's id. */
const orderMoved = (eventName: OrderEventName) =>
  eventDetail(eventName, { orderId: text.pipe(chosenId) }).transform(({ orderId }) => ({ orderId }));

export type OrderMoved = z.infer<ReturnType<typeof orderMoved>>;

export const OrderCanceled = orderMoved('ORDER_CANCELED_EVENT');
export const OrderPaymentAccepted = orderMoved('ORDER_PAYMENT_ACCEPTED_EVENT');
export const OrderPaymentRejected = orderMoved('ORDER_PAYMENT_REJECTED_EVENT');
