import type { DataOf } from '../eventFields.ts';
import type { bookingDelayData, deadLetterEventData, letterRunData, orderDelayData } from './eventSchemas.ts';

/** A letter was found in its queue, or is there no more. */
export const DEAD_LETTER_FOUND_EVENT = 'DEAD_LETTER_FOUND_EVENT';
export const DEAD_LETTER_LEFT_EVENT = 'DEAD_LETTER_LEFT_EVENT';
export const deadLetterEventNames = [DEAD_LETTER_FOUND_EVENT, DEAD_LETTER_LEFT_EVENT] as const;

/** A message about an order became a dead letter, or does not lie among them any more. The order's status did not move. */
export const ORDER_DELAYED_EVENT = 'ORDER_DELAYED_EVENT';
export const ORDER_RESUMED_EVENT = 'ORDER_RESUMED_EVENT';

/** Likewise of a booking. */
export const BOOKING_DELAYED_EVENT = 'BOOKING_DELAYED_EVENT';
export const BOOKING_RESUMED_EVENT = 'BOOKING_RESUMED_EVENT';

/** How far a run has come that moves letters. */
export const LETTER_RUN_EVENT = 'LETTER_RUN_EVENT';

/** What is told of letters and of the work on them. */
export const letterEventNames = [
  ...deadLetterEventNames,
  ORDER_DELAYED_EVENT,
  ORDER_RESUMED_EVENT,
  BOOKING_DELAYED_EVENT,
  BOOKING_RESUMED_EVENT,
  LETTER_RUN_EVENT,
] as const;

export type DeadLetterEventData = DataOf<typeof deadLetterEventData>;
export type OrderDelayData = DataOf<typeof orderDelayData>;
export type BookingDelayData = DataOf<typeof bookingDelayData>;
export type LetterRunEventData = DataOf<typeof letterRunData>;
