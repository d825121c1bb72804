import * as z from 'zod';
import { chosenId, eventDetail, id, number, text } from '../messages.ts';
import { MAX_PAYMENT_ATTEMPTS } from './states.ts';

/** A claimed payment, on its way to the gateway. */
export const PayBooking = z.strictObject({
  bookingId: id,
  attempt: z.number().int().min(1).max(MAX_PAYMENT_ATTEMPTS),
});

export type PayBooking = z.infer<typeof PayBooking>;

/** Of the event of a booking that was cancelled, as the bus carries it: which one. */
export const CancelledBooking = eventDetail({ bookingId: text.pipe(id) });

const orderId = text.pipe(chosenId);

/** Of the event of an order whose units were allocated: whose it is, and what it costs. */
export const AllocatedOrder = eventDetail({
  orderId,
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
}).transform(({ orderId, userId, amountCents }) => ({ orderId, userId, amountCents }));

export type AllocatedOrder = z.infer<typeof AllocatedOrder>;

/** Of the event of an order that was canceled: which one. */
export const CanceledOrder = eventDetail({ orderId });
