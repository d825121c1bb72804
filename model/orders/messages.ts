// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { isId, MIN_NAME } from '../ids.ts';
import { MAX_LINES, MAX_PRICE_CENTS, MAX_UNITS } from './lines.ts';

const id = z.string().refine(isId, 'not an id');
const orderId = id.min(MIN_NAME);

const line = z.strictObject({
  sku: id.min(MIN_NAME),
  units: z.number().int().min(1).max(MAX_UNITS),
  priceCents: z.number().int().min(0).max(MAX_PRICE_CENTS),
});

/** A claimed order, on its way to be stored. */
export const PlaceOrder = z.strictObject({
  orderId,
  userId: id,
  lines: z.array(line).min(1).max(MAX_LINES),
  /** When its id was claimed. */
  placedOn: z.iso.datetime(),
});

export type PlaceOrder = z.infer<typeof PlaceOrder>;
