import * as z from 'zod';
import { chosenId, text } from '../messages.ts';
import { cardEventNames } from './states.ts';

/** An event after which an order may have another card: only the order's id is asked of it. */
const OrderMoved = z
  .looseObject({
    detail: z.looseObject({
      eventName: z.enum(cardEventNames),
      applied: z.literal(true),
      eventData: z.looseObject({ orderId: text.pipe(chosenId) }),
    }),
  })
  .transform(({ detail }) => ({ orderId: detail.eventData.orderId }));

/** A place in the list of all orders: when one was placed, and its id. */
const place = z.strictObject({ createdOn: z.iso.datetime(), orderId: chosenId });

const count = z.number().int().min(0);

/** A part of a rebuild: the cards of the orders behind a place, and what the parts before it did. */
export const RebuildCards = z.strictObject({
  /** Names the rebuild in logs. */
  rebuild: chosenId,
  /** Absent in the first part. */
  after: place.optional(),
  orders: count.default(0),
  written: count.default(0),
});

export type RebuildCards = z.infer<typeof RebuildCards>;

export const ProjectOrders = RebuildCards.or(OrderMoved);

export type ProjectOrders = z.infer<typeof ProjectOrders>;
