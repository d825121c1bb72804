import * as z from 'zod';
import { daysBetween, isDate } from '../calendar.ts';
import { isBefore } from '../instants.ts';
import { id, text } from '../messages.ts';
import {
  bookingEventNameOf,
  type AppointmentEventData,
  type BookingEventData,
  type StayEventData,
} from './events.ts';
import { bookingStatuses, endOf } from './states.ts';
import { MAX_SERVICE_NAME_LENGTH } from './kinds.ts';
import { MAX_NIGHTS } from './stays.ts';

const date = z.string().refine(isDate, 'not a calendar date');
/** In UTC, with or without the digits that are zero: `isBefore` compares them. */
const instant = z.iso.datetime();
const cents = z.int().nonnegative();

/** A request is held from when it was made, and at most until the booking is over. */
const isHeldInTime = (request: {
  readonly requestedOn: string;
  readonly holdUntil: string;
  readonly endDate?: string;
  readonly dateTime?: string;
}) => {
  const end = endOf(request);
  return (
    !isBefore(request.holdUntil, request.requestedOn) &&
    end !== undefined &&
    !isBefore(end, request.holdUntil)
  );
};

const notInTime = { path: ['holdUntil'], error: 'before the request, or after the end of the booking' };

/** A request that has its claim and is to be stored. `bookingId` is the ticket's. */
export const CreateApartmentBooking = z
  .strictObject({
    bookingId: id,
    userId: id,
    apartmentId: id,
    startDate: date,
    endDate: date,
    /** As its claim has it. A message of an earlier version has none. */
    priceCents: cents.optional(),
    /** When the claim ends, and then the pending booking. */
    holdUntil: instant,
    requestedOn: instant,
  })
  .refine((stay) => stay.startDate < stay.endDate, { path: ['endDate'], error: 'not after startDate' })
  .refine(({ startDate, endDate }) => daysBetween(startDate, endDate) <= MAX_NIGHTS, {
    path: ['endDate'],
    error: 'too many nights',
  })
  .refine(isHeldInTime, notInTime);

export type CreateApartmentBooking = z.infer<typeof CreateApartmentBooking>;

/** Likewise a request of an appointment. */
export const CreateServiceBooking = z
  .strictObject({
    bookingId: id,
    userId: id,
    serviceId: id,
    serviceName: z.string().min(1).max(MAX_SERVICE_NAME_LENGTH),
    /** When the appointment is. */
    dateTime: instant,
    /** As its claim has them. A message of an earlier version has none, and no seat. */
    terms: z
      .strictObject({ priceCents: cents, productVersion: z.int().positive(), capacity: z.int().positive() })
      .optional(),
    holdUntil: instant,
    requestedOn: instant,
  })
  .refine(isHeldInTime, notInTime);

export type CreateServiceBooking = z.infer<typeof CreateServiceBooking>;

const commonFields = {
  bookingId: text.pipe(id),
  userId: text.pipe(id),
  status: text.pipe(z.enum(bookingStatuses)),
  reason: text,
  updatedOn: text.pipe(instant),
};

const stayEvent: z.ZodType<StayEventData> = z.looseObject({
  ...commonFields,
  apartmentId: text.pipe(id),
  startDate: text.pipe(date),
  endDate: text.pipe(date),
});

const appointmentEvent: z.ZodType<AppointmentEventData> = z.looseObject({
  ...commonFields,
  apartmentId: text.pipe(z.literal('')),
  serviceId: text.pipe(id),
  serviceName: text,
  dateTime: text.pipe(instant),
});

/** Parsed as the kind that it says it is, so that an error names that kind's fields. */
const eventData = z.looseObject({}).transform((data, context): BookingEventData => {
  // Not checked yet: only read to choose the kind.
  const { apartmentId } = data as { apartmentId?: { S?: string } };
  const parsed = (apartmentId?.S === '' ? appointmentEvent : stayEvent).safeParse(data);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** A booking's event as the bus carries it: the stored map in DynamoDB's JSON. */
export const BookingEventMessage = z
  .looseObject({ detail: z.looseObject({ eventName: z.string(), applied: z.literal(true), eventData }) })
  .refine(({ detail }) => detail.eventName === bookingEventNameOf(detail.eventData.status), {
    path: ['detail', 'eventName'],
    error: 'not of this status',
  })
  .transform(({ detail }): BookingEventData => detail.eventData);

/** What a sweep looks through: everything, with which it begins, or the apartments of one building. */
export const SweepBookings = z
  .strictObject({ sweep: z.literal('all') })
  .or(z.strictObject({ sweep: z.literal('building'), buildingId: id }));

export type SweepBookings = z.infer<typeof SweepBookings>;
