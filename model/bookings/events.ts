import { bookingStatuses, type BookingState } from './states.ts';

/** The event of a booking reaching a status. */
export const eventNameOf = (status: BookingState) => `BOOKING_${status}_EVENT` as const;

export type BookingEventName = ReturnType<typeof eventNameOf>;

/** One for each status. */
export const bookingEventNames: readonly BookingEventName[] = bookingStatuses.map((status) =>
  eventNameOf(status),
);

/** What the event of an apartment booking tells. `reason` is `''` where there is none. */
export interface BookingEventData {
  readonly bookingId: string;
  readonly userId: string;
  readonly apartmentId: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly status: BookingState;
  readonly reason: string;
  /** ISO 8601, when the booking reached the status. */
  readonly updatedOn: string;
}

const SECONDS_OF_DAY = 86400;

/** The row that announces a booking's status, for the same transaction as the booking's own write. */
export const bookingEventOf = (eventData: BookingEventData, nowSeconds: number, eventTtlDays: number) => ({
  bookingId: eventData.bookingId,
  eventName: eventNameOf(eventData.status),
  eventData,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});
