// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { isDate } from '../calendar.ts';
import { isId } from '../ids.ts';
import type { BookingEventData } from './events.ts';
import { bookingStatuses } from './states.ts';
import { MAX_NIGHTS, nightsOf } from './stays.ts';

const id = z.string().refine(isId, 'not an id');
const date = z.string().refine(isDate, 'not a calendar date');
const instant = z.iso.datetime();

/** A claimed request, on its way to be stored. `bookingId` is the ticket's. */
export const CreateApartmentBooking = z
  .strictObject({
    bookingId: id,
    userId: id,
    apartmentId: id,
    startDate: date,
    endDate: date,
    /** Until when the claim, and then the pending booking, holds. */
    holdUntil: instant,
    requestedOn: instant,
  })
  .refine((stay) => stay.startDate < stay.endDate, { path: ['endDate'], error: 'not after startDate' })
  .refine((stay) => nightsOf(stay).length <= MAX_NIGHTS, { path: ['endDate'], error: 'too many nights' });

export type CreateApartmentBooking = z.infer<typeof CreateApartmentBooking>;

const text = z.strictObject({ S: z.string() }).transform(({ S }) => S);

/** A booking's event as the bus carries it: the stored map, in DynamoDB's JSON. */
export const BookingEventMessage = z
  .looseObject({
    detail: z.strictObject({
      eventName: z.string(),
      eventData: z.looseObject({
        bookingId: text.pipe(id),
        userId: text.pipe(id),
        apartmentId: text.pipe(id),
        startDate: text.pipe(date),
        endDate: text.pipe(date),
        status: text.pipe(z.enum(bookingStatuses)),
        reason: text,
        updatedOn: text.pipe(instant),
      }),
    }),
  })
  .transform(({ detail }): BookingEventData => detail.eventData);
