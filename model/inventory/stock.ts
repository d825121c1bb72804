import type { OrderEventData } from '../orders/events.ts';
import { MAX_REASON_LENGTH, reasonOf } from '../reasons.ts';

/** What an allocation knows of its order. */
export interface CreatedOrder extends Pick<OrderEventData, 'orderId' | 'userId' | 'amountCents'> {
  readonly lines: readonly SkuUnits[];
}

/** What becomes of an order that was created. */
export interface Allocation {
  /** What leaves stock, on condition that there is so much of each. */
  readonly taken: readonly SkuUnits[];
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
    : { taken: sumBySku(lines), event: { ...told, status: 'STOCK_ALLOCATED', reason: '', stock: 'HELD' } };
};

const SHORTAGE = 'Not enough in stock: ';

const shortageOf = (short: readonly string[]) =>
  reasonOf(`${SHORTAGE}${listNames(short, MAX_REASON_LENGTH - SHORTAGE.length)}`);

/** Where an order stands, and what it took from stock if it took anything. */
export interface OrderStock {
  readonly status: OrderEventData['status'];
  /** Absent while nothing was taken. */
  readonly stock?: OrderEventData['stock'] | undefined;
  readonly lines: readonly SkuUnits[];
}

/** An order that came to one of these has no claim on units any more. */
const ended = ['PAYMENT_REJECTED', 'CANCELED'];

/** What returns to stock from an order: all that it still has once it ended without delivery, otherwise nothing. */
export const unitsToReturn = ({ status, stock, lines }: OrderStock): SkuUnits[] =>
  ended.includes(status) && (stock === 'HELD' || stock === 'SOLD') ? sumBySku(lines) : [];

/** So many units of a SKU. */
export interface SkuUnits {
  readonly sku: string;
  readonly units: number;
}

/** What is wanted of each SKU: lines that name one twice are summed. By name, so that transactions agree on an order. */
export const sumBySku = (lines: readonly SkuUnits[]): SkuUnits[] => {
  const skus = lines.map(({ sku }) => sku);
  return skus
    .filter((sku, index) => skus.indexOf(sku) === index)
    .sort()
    .map((sku) => ({
      sku,
      units: lines.filter((line) => line.sku === sku).reduce((sum, { units }) => sum + units, 0),
    }));
};

/** Names as a person lists them, as many as `longest` characters take: `a, b, c and 6 more`. */
export const listNames = (names: readonly string[], longest: number): string => {
  const lists = names.map((_name, index) => firstOf(names, names.length - index));
  const fitting = lists.filter((list) => list.length <= longest);
  return fitting[0] ?? `${names.length} in all`;
};

const firstOf = (names: readonly string[], count: number) => {
  const listed = names.slice(0, count).join(', ');
  return count < names.length ? `${listed} and ${names.length - count} more` : listed;
};
