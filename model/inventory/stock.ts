import type { OrderEventData } from '../orders/events.ts';
import { MAX_REASON_LENGTH, reasonOf } from '../reasons.ts';

/** What an allocation knows of its order. */
export interface CreatedOrder extends Pick<OrderEventData, 'orderId' | 'userId' | 'amountCents'> {
  readonly lines: readonly SkuUnits[];
}

/** What an allocation writes. */
export interface Allocation {
  /** What leaves stock, on condition that there is enough of each SKU. */
  readonly taken: readonly SkuUnits[];
  /** The status that the order reaches, and its event. */
  readonly event: OrderEventData;
}

/**
 * All units of an order are taken and held for it; or none, where SKUs were found to be `short`: there were
 * too few at that instant, whatever has come in since.
 */
export const allocationOf = (
  { orderId, userId, amountCents, lines }: CreatedOrder,
  short: readonly string[],
  updatedOn: string,
): Allocation => {
  const order = { orderId, userId, amountCents, updatedOn };
  return short.length > 0
    ? { taken: [], event: { ...order, status: 'STOCK_DEPLETED', reason: shortageOf(short), stock: '' } }
    : { taken: sumBySku(lines), event: { ...order, status: 'STOCK_ALLOCATED', reason: '', stock: 'HELD' } };
};

const SHORTAGE = 'Not enough in stock: ';

/** Why an order ends for which there was too little of these SKUs. */
export const shortageOf = (short: readonly string[]) =>
  reasonOf(`${SHORTAGE}${listNames(short, MAX_REASON_LENGTH - SHORTAGE.length)}`);

/** An order's status, and the units it took from stock, if it took any. */
export interface OrderStock {
  readonly status: OrderEventData['status'];
  /** Where the units are; absent while none were taken. */
  readonly stock?: OrderEventData['stock'] | undefined;
  readonly lines: readonly SkuUnits[];
}

/** An order with one of these statuses has no claim on units any more. */
const ended = ['PAYMENT_REJECTED', 'CANCELED'];

/**
 * The units that an order returns to stock: all it still has once it ended without a delivery, otherwise
 * none.
 */
export const unitsToReturn = ({ status, stock, lines }: OrderStock): SkuUnits[] =>
  ended.includes(status) && (stock === 'HELD' || stock === 'SOLD') ? sumBySku(lines) : [];

/** Units of a SKU. */
export interface SkuUnits {
  readonly sku: string;
  readonly units: number;
}

/**
 * The units of each SKU: lines of the same SKU are summed. Sorted, so that all transactions lock SKUs in one
 * order.
 */
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

/** A list of names in at most `longest` characters: `a, b, c and 6 more`. */
export const listNames = (names: readonly string[], longest: number): string => {
  const lists = names.map((_name, index) => firstOf(names, names.length - index));
  const fitting = lists.filter((list) => list.length <= longest);
  return fitting[0] ?? `${names.length} in all`;
};

const firstOf = (names: readonly string[], count: number) => {
  const listed = names.slice(0, count).join(', ');
  return count < names.length ? `${listed} and ${names.length - count} more` : listed;
};
