import type { Order } from '../../../model/orders/Order.ts';
import { orderStatuses, type OrderState } from '../../../model/orders/states.ts';

/** An order to be searched for, as all that is known of it. */
export interface Searched {
  readonly order: Order;
  readonly status: OrderState;
  /** `''` where it is brought nowhere. */
  readonly buildingId: string;
}

/** A filter as a client writes it. */
export interface Filter {
  readonly userId?: string;
  readonly after?: string;
  readonly before?: string;
  readonly minAmount?: number;
  readonly maxAmount?: number;
  readonly storeIds?: readonly string[];
  readonly skus?: readonly string[];
  readonly status?: string;
  readonly buildingId?: string;
}

/** Numbers of 0 to below 1 that follow from a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export const createDice = (seed: number) => {
  let state = seed >>> 0;
  const roll = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return {
    roll,
    below: (count: number) => Math.floor(roll() * count),
    chance: (share: number) => roll() < share,
    oneOf: <Item>(items: readonly Item[]): Item => items[Math.floor(roll() * items.length)]!,
  };
};

export type Dice = ReturnType<typeof createDice>;

const named = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);

export const stores = named('store', 6);
export const skus = named('item', 40);
export const buildings = named('house', 4);
const flats = buildings.flatMap((buildingId) => named(`${buildingId}-flat`, 5));

/** The building of an apartment, and each apartment once. */
export const buildingOf = new Map(flats.map((flat) => [flat, flat.slice(0, flat.indexOf('-flat'))]));

const FIRST_MS = Date.UTC(2027, 0, 1);
/** Some orders are placed at the same instant. */
const STEP_MS = 30_000;

/** Any orders, in the order in which they are listed. */
export const anyOrders = (dice: Dice, count: number, people: readonly string[]): Searched[] =>
  Array.from({ length: count }, (_, index) => anOrder(dice, index, people)).sort((one, other) =>
    placeOf(one) < placeOf(other) ? -1 : 1,
  );

const placeOf = ({ order: { createdOn, orderId } }: Searched) => `${createdOn}#${orderId}`;

/** Only what is brought to an apartment is gathered, and READY. */
const statusesWithoutDelivery = orderStatuses.filter((status) => status !== 'READY');

const anOrder = (dice: Dice, index: number, people: readonly string[]): Searched => {
  const lines = Array.from({ length: 1 + dice.below(3) }, () => ({
    sku: dice.oneOf(skus),
    units: 1 + dice.below(3),
    priceCents: dice.below(5000),
    // Staff may name a price of their own, and then no store is known.
    ...(dice.chance(0.9) && { storeId: dice.oneOf(stores) }),
  }));
  const deliverTo = dice.chance(0.3) ? dice.oneOf(flats) : undefined;
  return {
    order: {
      orderId: `order-${String(index).padStart(5, '0')}`,
      userId: dice.oneOf(people),
      lines,
      amountCents: lines.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0),
      createdOn: new Date(FIRST_MS + dice.below(index + 1) * STEP_MS).toISOString(),
      ...(deliverTo !== undefined && { deliverTo, flow: 'SAGA' as const }),
    },
    status: dice.oneOf(deliverTo === undefined ? statusesWithoutDelivery : orderStatuses),
    buildingId: buildingOf.get(deliverTo ?? '') ?? '',
  };
};

/** Any filter over such orders; many ask for several things at once. */
export const anyFilter = (dice: Dice, orders: readonly Searched[], people: readonly string[]): Filter => {
  const instant = () => dice.oneOf(orders).order.createdOn;
  const amount = () => dice.below(20_000) / 100;
  const some = (items: readonly string[]) =>
    Array.from({ length: 1 + dice.below(3) }, () => dice.oneOf([...items, 'unknown']));
  return {
    ...(dice.chance(0.3) && { userId: dice.oneOf(people) }),
    ...(dice.chance(0.3) && { after: instant() }),
    ...(dice.chance(0.3) && { before: instant() }),
    ...(dice.chance(0.25) && { minAmount: amount() }),
    ...(dice.chance(0.25) && { maxAmount: amount() }),
    ...(dice.chance(0.3) && { storeIds: some(stores) }),
    ...(dice.chance(0.3) && { skus: some(skus) }),
    ...(dice.chance(0.35) && { status: dice.oneOf(['QUEUED', ...orderStatuses, ...orderStatuses]) }),
    ...(dice.chance(0.3) && { buildingId: dice.oneOf([...buildings, 'unknown']) }),
  };
};

/** What a filter means, over an order as `listOrders` answers it and the little that this does not say. */
export const isFound = (filter: Filter, { order, status, buildingId }: Searched): boolean => {
  const { lines, amountCents, createdOn, userId } = order;
  const { storeIds, skus: wanted, after, before, minAmount = 0, maxAmount = Infinity } = filter;
  return (
    userId === (filter.userId ?? userId) &&
    (after === undefined || createdOn >= after) &&
    (before === undefined || createdOn < before) &&
    amountCents >= Math.round(minAmount * 100) &&
    amountCents <= Math.round(maxAmount * 100) &&
    (storeIds === undefined || lines.some(({ storeId }) => storeIds.includes(storeId ?? ''))) &&
    (wanted === undefined || lines.some(({ sku }) => wanted.includes(sku))) &&
    status === (filter.status ?? status) &&
    buildingId === (filter.buildingId ?? buildingId)
  );
};
