import { SECONDS_OF_DAY } from '../calendar.ts';
import type { OrderLine } from './lines.ts';
import type { OrderState, SagaFlow, StockState } from './states.ts';

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

/** The data of `ORDER_PLACED_EVENT`. */
export interface PlacedEventData {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly OrderLine[];
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 8601, when it was placed. */
  readonly updatedOn: string;
  /** Of a basket's order that is brought to an apartment. */
  readonly deliverTo?: string;
  readonly flow?: SagaFlow;
  /** Of a basket's order, which has the basket's id: the basket's version that is ordered. */
  readonly basketVersion?: number;
}

/** The data of the event that an order reached a status. */
export interface OrderEventData {
  readonly orderId: string;
  readonly userId: string;
  readonly status: OrderState;
  /** `''` where there is none. */
  readonly reason: string;
  /** Where its units are from now on; `''` where none were taken. */
  readonly stock: StockState | '';
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 8601, when the order reached the status. */
  readonly updatedOn: string;
  /** What is to be taken from stock. Only ORDER_CREATED_EVENT has them. */
  readonly lines?: readonly OrderLine[];
  readonly flow?: SagaFlow;
}

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
