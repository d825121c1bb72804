import type { DeathClass } from './attributes.ts';
import type { DeadLetterStatus } from './states.ts';

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

/** The data of a letter's event. Texts are `''` where there is none: rules read each. */
export interface DeadLetterEventData {
  readonly letterId: string;
  readonly queue: string;
  readonly status: DeadLetterStatus;
  readonly deathClass: DeathClass;
  readonly errorCode: string;
  readonly reason: string;
  readonly failingStep: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly updatedOn: string;
}

/** The data of the event that an order is delayed, or is no more: as `OrderStatusUpdate` has it. */
export interface OrderDelayData {
  readonly orderId: string;
  readonly userId: string;
  /** As it was stored at that moment, `QUEUED` where nothing was. */
  readonly status: string;
  readonly reason: string;
  readonly updatedOn: string;
}

/** Likewise of a booking. */
export interface BookingDelayData {
  readonly bookingId: string;
  readonly userId: string;
  /** `''` where it is no stay. */
  readonly apartmentId: string;
  readonly status: string;
  readonly reason: string;
  readonly updatedOn: string;
}
