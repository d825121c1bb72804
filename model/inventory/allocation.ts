import type { OrderEventData } from '../orders/events.ts';
import { LONGEST_REASON, reasonOf } from '../reasons.ts';
import { listedNames } from './listedNames.ts';
import { wantedOf, type Wanted } from './wanted.ts';

/** What an allocation knows of its order. */
export interface CreatedOrder extends Pick<OrderEventData, 'orderId' | 'userId' | 'amountCents'> {
  readonly lines: readonly Wanted[];
}

/** What becomes of an order that was created. */
export interface Allocation {
  /** What leaves stock, on condition that there is so much of each. */
  readonly taken: readonly Wanted[];
  /** What the order comes to, and what is told of it. */
  readonly event: OrderEventData;
}

/**
 * All that an order wants is taken and held for it; or nothing, where SKUs were found to be `short`: at that
 * instant there was not enough of them, whatever was brought in since.
 */
export const allocationOf = (
  { orderId, userId, amountCents, lines }: CreatedOrder,
  short: readonly string[],
  updatedOn: string,
): Allocation => {
  const told = { orderId, userId, amountCents, updatedOn };
  return short.length > 0
    ? { taken: [], event: { ...told, status: 'STOCK_DEPLETED', reason: shortageOf(short), stock: '' } }
    : { taken: wantedOf(lines), event: { ...told, status: 'STOCK_ALLOCATED', reason: '', stock: 'HELD' } };
};

const SHORTAGE = 'Not enough in stock: ';

const shortageOf = (short: readonly string[]) =>
  reasonOf(`${SHORTAGE}${listedNames(short, LONGEST_REASON - SHORTAGE.length)}`);
