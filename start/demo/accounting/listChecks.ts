import type { Shop, ShopOrder, ShopSku } from '../readShop.ts';
import { listUpdateId } from '../subscribers.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';
import { isInStep } from './requestChecks.ts';

const FETCHED = ['READY', 'SHIPPED', 'DELIVERED'];

/**
 * An order that is brought to somebody has one list of what was ordered, which is completed exactly where the order is READY
 * or beyond. No other order has one.
 */
export function everyList({ shop, statusesOf }: AccountingRecords): Check {
  const brought = shop.orders.filter(({ flow }) => flow === 'SAGA');
  const isFetched = (order: ShopOrder) => {
    const [list, ...others] = listsOf(order, shop);
    const isCompleted = list?.status === 'COMPLETED';
    return (
      list !== undefined &&
      others.length === 0 &&
      isCompleted === FETCHED.includes(order.status) &&
      isInStep(list.status, statusesOf(listUpdateId(order.orderId))) &&
      unitsBySku([...pickedOf(order, shop), ...missingOf(order, shop)]) === unitsBySku(order.lines)
    );
  };
  const missing = count(brought.flatMap((order) => missingOf(order, shop)));
  const picked = count(brought.flatMap((order) => pickedOf(order, shop)));
  return {
    claim:
      `orders to a door: ${brought.length}, lists: ${shop.lists.length}, ${picked} picked + ${missing} missing = ` +
      `${count(brought.flatMap(({ lines }) => lines))} ordered, as told to the caretaker`,
    holds: shop.lists.length === brought.length && brought.every(isFetched),
  };
}

const listsOf = ({ orderId }: ShopOrder, { lists }: Shop) => lists.filter((list) => list.orderId === orderId);

const itemsOf = (order: ShopOrder, shop: Shop) =>
  listsOf(order, shop).flatMap(({ stops }) => stops.flatMap(({ items }) => items));

const pickedOf = (order: ShopOrder, shop: Shop): readonly ShopSku[] =>
  itemsOf(order, shop).map(({ sku, units, missing }) => ({ sku, units: units - missing }));

/** Units of an order that its list says were not found, by SKU. */
export const missingOf = (order: ShopOrder, shop: Shop): readonly ShopSku[] =>
  itemsOf(order, shop)
    .map(({ sku, missing }) => ({ sku, units: missing }))
    .filter(({ units }) => units !== 0);

const count = (all: readonly ShopSku[]) => all.reduce((total, { units }) => total + units, 0);

const unitsBySku = (all: readonly ShopSku[]) =>
  [...new Set(all.map(({ sku }) => sku))]
    .map((wanted) => `${wanted} ${count(all.filter(({ sku }) => sku === wanted))}`)
    .sort()
    .join();
