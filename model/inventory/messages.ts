import * as z from 'zod';
import { chosenId, eventDetail, id, listOf, mapOf, number, text } from '../messages.ts';
import { MAX_LOT_UNITS } from './events.ts';

const units = z.number().int().min(1);

/** Of a restock's event: which lot, and what it brings. Whoever sent it, it may be anything. */
export const SkuRestocked = eventDetail({
  sku: text.pipe(chosenId),
  lotId: text.pipe(chosenId),
  units: number.pipe(units.max(MAX_LOT_UNITS)),
}).transform(({ sku, lotId, units }) => ({ sku, lotId, units }));

export type SkuRestocked = z.infer<typeof SkuRestocked>;

/** Of the event of an order that was created: whose it is, and what is wanted. */
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

/** Of any event of an order: which one it is about. */
export const OrderMoved = eventDetail({ orderId: text.pipe(chosenId) }).transform(({ orderId }) => ({
  orderId,
}));

export type OrderMoved = z.infer<typeof OrderMoved>;
