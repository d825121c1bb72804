import * as z from 'zod';
import { centsOf, MAX_PRICE_CENTS } from '../amounts.ts';
import { chosenId, id, listOf, mapOf, number, shortList, text } from '../messages.ts';
import { ORDER_PLACED_EVENT, orderEventNames } from './events.ts';
import { sagaFlow } from './states.ts';
import { MAX_LINES, MAX_UNITS } from './lines.ts';

const line = z.strictObject({
  sku: chosenId,
  units: z.number().int().min(1).max(MAX_UNITS),
  priceCents: z.number().int().min(0).max(MAX_PRICE_CENTS),
  productId: id.optional(),
  productVersion: z.number().int().min(1).optional(),
  storeId: id.optional(),
});

const lines = shortList(line, MAX_LINES);

/** An order that has claimed its id and is to be stored. */
export const PlaceOrder = z.strictObject({
  orderId: chosenId,
  userId: id,
  lines,
  /** When its id was claimed. */
  placedOn: z.iso.datetime(),
  deliverTo: id.optional(),
  flow: z.literal(sagaFlow).optional(),
  /** Of a basket's order. */
  basketVersion: z.number().int().min(1).optional(),
});

export type PlaceOrder = z.infer<typeof PlaceOrder>;

/** A line with its price in whole cents or as a decimal. */
const rawLine = mapOf({ sku: text, units: number, priceCents: number.optional(), price: number.optional() });

type RawLine = z.infer<typeof rawLine>;

const pricedLine = ({
  sku,
  units,
  priceCents,
  price,
}: Partial<RawLine> & Pick<RawLine, 'sku' | 'units'>) => ({
  sku,
  units,
  priceCents: priceCents ?? (price === undefined ? undefined : centsOf(price)),
});

const placedRaw = z.looseObject({
  orderId: text.pipe(chosenId),
  userId: text.pipe(id),
  lines: listOf(rawLine.transform(pricedLine), MAX_LINES).pipe(z.array(line)),
});

/** What the stored row of a raw placing holds, as DynamoDB's client reads it. */
export const PlacedRow = z.looseObject({
  orderId: chosenId,
  userId: id,
  lines: shortList(
    z
      .looseObject({
        sku: z.string(),
        units: z.number(),
        priceCents: z.number().optional(),
        price: z.number().optional(),
      })
      .transform(pricedLine),
    MAX_LINES,
  ).pipe(z.array(line)),
});

/**
 * A raw event of an order, which may hold anything: only what is needed of it is parsed, and of that only the
 * order's id is used.
 */
export const RawOrderEvent = z
  .looseObject({
    detail: z.discriminatedUnion('eventName', [
      z.looseObject({ eventName: z.literal(ORDER_PLACED_EVENT), eventData: placedRaw }),
      z.looseObject({
        eventName: z.enum(orderEventNames),
        eventData: z.looseObject({ orderId: text.pipe(chosenId) }),
      }),
    ]),
  })
  .transform(({ detail }) => {
    const { orderId } = detail.eventData;
    return { eventName: detail.eventName, orderId };
  });

export type RawOrderEvent = z.infer<typeof RawOrderEvent>;
