import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import type { orderEventData, placedEventData } from './eventSchemas.ts';
import type { OrderState } from './states.ts';

export { MAX_LINES, MAX_UNITS } from './lines.ts';
export { sagaFlow, type OrderState, type SagaFlow } from './states.ts';

/** An order was requested. The row claims the order's id, and moves no status. */
export const ORDER_PLACED_EVENT = 'ORDER_PLACED_EVENT';

/** The name of the event that an order reached a status. */
export const orderEventNameOf = (status: OrderState) => `ORDER_${status}_EVENT` as const;

/** One for each status, in the order of `orderStatuses`. */
export const orderEventNames = [
  'ORDER_CREATED_EVENT',
  'ORDER_STOCK_DEPLETED_EVENT',
  'ORDER_STOCK_ALLOCATED_EVENT',
  'ORDER_PAYMENT_REJECTED_EVENT',
  'ORDER_PAYMENT_ACCEPTED_EVENT',
  'ORDER_READY_EVENT',
  'ORDER_SHIPPED_EVENT',
  'ORDER_DELIVERED_EVENT',
  'ORDER_CANCELED_EVENT',
] as const satisfies readonly ReturnType<typeof orderEventNameOf>[];
export type OrderEventName = (typeof orderEventNames)[number];

export type PlacedEventData = DataOf<typeof placedEventData>;
export type OrderEventData = DataOf<typeof orderEventData>;

/** The statuses of an order that is paid for: the units it still holds are sold. */
export const paidStatuses: readonly OrderState[] = ['PAYMENT_ACCEPTED', 'READY', 'SHIPPED', 'DELIVERED'];

/**
 * The row of an event, written in the same transaction as the status it announces. Only raw events that their
 * order has not applied have `applied: false`.
 */
const rowOf = <Name extends string, Data extends { readonly orderId: string }>(
  eventName: Name,
  eventData: Data,
  nowSeconds: number,
  eventTtlDays: number,
) => ({
  orderId: eventData.orderId,
  eventName,
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});

export const orderEventOf = (eventData: OrderEventData, nowSeconds: number, eventTtlDays: number) =>
  rowOf(orderEventNameOf(eventData.status), eventData, nowSeconds, eventTtlDays);

export const placedEventOf = (eventData: PlacedEventData, nowSeconds: number, eventTtlDays: number) =>
  rowOf(ORDER_PLACED_EVENT, eventData, nowSeconds, eventTtlDays);
