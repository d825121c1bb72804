import * as z from 'zod';
import { chosenId, eventDetail, id, listOf, mapOf, number, text } from '../messages.ts';
import { MAX_LOT_UNITS } from './events.ts';

const units = z.number().int().min(1);

/** A restock's event: the lot and its units. Raw events may hold anything. */
export const SkuRestocked = eventDetail({
  sku: text.pipe(chosenId),
  lotId: text.pipe(chosenId),
  units: number.pipe(units.max(MAX_LOT_UNITS)),
}).transform(({ sku, lotId, units }) => ({ sku, lotId, units }));

export type SkuRestocked = z.infer<typeof SkuRestocked>;

/** The event of an order's creation: who ordered what. */
export const OrderCreated = eventDetail({
  orderId: text.pipe(chosenId),
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
  lines: listOf(mapOf({ sku: text.pipe(chosenId), units: number.pipe(units) })).refine(
    (lines) => lines.length > 0,
    'empty',
  ),
});

export type OrderCreated = z.infer<typeof OrderCreated>;

/** Any event of an order: only the order's id. */
export const OrderMoved = eventDetail({ orderId: text.pipe(chosenId) }).transform(({ orderId }) => ({
  orderId,
}));

export type OrderMoved = z.infer<typeof OrderMoved>;
