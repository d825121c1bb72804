// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { isId } from '../ids.ts';
import { MAX_ATTEMPTS } from './states.ts';

const id = z.string().refine(isId, 'not an id');

/** A claimed payment, on its way to the gateway. */
export const PayBooking = z.strictObject({
  bookingId: id,
  attempt: z.number().int().min(1).max(MAX_ATTEMPTS),
});

export type PayBooking = z.infer<typeof PayBooking>;

/** Of a booking's event, as the bus carries it in DynamoDB's JSON: which booking. */
export const BookingCancelled = z
  .looseObject({
    detail: z.looseObject({
      eventData: z.looseObject({ bookingId: z.strictObject({ S: id }) }),
    }),
  })
  .transform(({ detail }) => ({ bookingId: detail.eventData.bookingId.S }));
