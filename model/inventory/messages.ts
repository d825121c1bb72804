// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { eventDetail, listOf, mapOf, number, text } from '../messages.ts';
import { isId, MIN_NAME_LENGTH } from '../ids.ts';
import { MAX_LOT_UNITS } from './events.ts';

const id = z.string().refine(isId, 'not an id');
const name = id.min(MIN_NAME_LENGTH);
const units = z.number().int().min(1);

/** Of a restock's event: which lot, and what it brings. Whoever sent it, it may be anything. */
export const SkuRestocked = eventDetail({
  sku: text.pipe(name),
  lotId: text.pipe(name),
  units: number.pipe(units.max(MAX_LOT_UNITS)),
}).transform(({ sku, lotId, units }) => ({ sku, lotId, units }));

export type SkuRestocked = z.infer<typeof SkuRestocked>;

/** Of the event of an order that was created: whose it is, and what is wanted. */
export const OrderCreated = eventDetail({
  orderId: text.pipe(name),
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
  lines: listOf(mapOf({ sku: text.pipe(name), units: number.pipe(units) })).refine(
    (lines) => lines.length > 0,
    'empty',
  ),
});

export type OrderCreated = z.infer<typeof OrderCreated>;

/** Of any event of an order: which one it is about. */
export const OrderMoved = eventDetail({ orderId: text.pipe(name) }).transform(({ orderId }) => ({ orderId }));

export type OrderMoved = z.infer<typeof OrderMoved>;
