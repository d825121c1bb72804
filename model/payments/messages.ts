// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { number, text, told } from '../attributeValues.ts';
import { isId, MIN_NAME } from '../ids.ts';
import { MAX_ATTEMPTS } from './states.ts';

const id = z.string().refine(isId, 'not an id');

/** A claimed payment, on its way to the gateway. */
export const PayBooking = z.strictObject({
  bookingId: id,
  attempt: z.number().int().min(1).max(MAX_ATTEMPTS),
});

export type PayBooking = z.infer<typeof PayBooking>;

/** Of the event of a booking that was cancelled, as the bus carries it: which one. */
export const CancelledBooking = told({ bookingId: text.pipe(id) });

const orderId = text.pipe(id.min(MIN_NAME));

/** Of the event of an order whose units were allocated: whose it is, and what it costs. */
export const AllocatedOrder = told({
  orderId,
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
}).transform(({ orderId, userId, amountCents }) => ({ orderId, userId, amountCents }));

export type AllocatedOrder = z.infer<typeof AllocatedOrder>;

/** Of the event of an order that was canceled: which one. */
export const CanceledOrder = told({ orderId });
