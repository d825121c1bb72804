// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { eventDetail, number, text } from '../messages.ts';
import { isId, MIN_NAME_LENGTH } from '../ids.ts';
import { MAX_PAYMENT_ATTEMPTS } from './states.ts';

const id = z.string().refine(isId, 'not an id');

/** A claimed payment, on its way to the gateway. */
export const PayBooking = z.strictObject({
  bookingId: id,
  attempt: z.number().int().min(1).max(MAX_PAYMENT_ATTEMPTS),
});

export type PayBooking = z.infer<typeof PayBooking>;

/** Of the event of a booking that was cancelled, as the bus carries it: which one. */
export const CancelledBooking = eventDetail({ bookingId: text.pipe(id) });

const orderId = text.pipe(id.min(MIN_NAME_LENGTH));

/** Of the event of an order whose units were allocated: whose it is, and what it costs. */
export const AllocatedOrder = eventDetail({
  orderId,
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
}).transform(({ orderId, userId, amountCents }) => ({ orderId, userId, amountCents }));

export type AllocatedOrder = z.infer<typeof AllocatedOrder>;

/** Of the event of an order that was canceled: which one. */
export const CanceledOrder = eventDetail({ orderId });
