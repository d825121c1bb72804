import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import type { basketEventData } from './eventSchemas.ts';
import type { BasketState } from './states.ts';

const eventNames = {
  OPEN: 'BASKET_STARTED_EVENT',
  CHECKED_OUT: 'BASKET_CHECKED_OUT_EVENT',
  CANCELED: 'BASKET_CANCELED_EVENT',
  EXPIRED: 'BASKET_EXPIRED_EVENT',
} as const satisfies Record<BasketState, string>;

/** The name of the event that a basket reached a status. */
export const basketEventNameOf = (status: BasketState) => eventNames[status];

export type BasketEventName = ReturnType<typeof basketEventNameOf>;

/** One for each status, in the order of `basketStatuses`. */
export const basketEventNames = [
  'BASKET_STARTED_EVENT',
  'BASKET_CHECKED_OUT_EVENT',
  'BASKET_CANCELED_EVENT',
  'BASKET_EXPIRED_EVENT',
] as const satisfies readonly BasketEventName[];

export type BasketEventData = DataOf<typeof basketEventData>;

/** The row of a basket's event, written in the same transaction as what it announces. */
export const basketEventOf = (eventData: BasketEventData, nowSeconds: number, eventTtlDays: number) => ({
  basketId: eventData.basketId,
  eventName: basketEventNameOf(eventData.status),
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});
