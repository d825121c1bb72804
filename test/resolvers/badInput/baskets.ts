import * as when from '../../journeys/baskets/when.ts';
import { homeOf } from '../../journeys/authorization/things.ts';
import type { Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { invalid, nothing, notCounts, notIds, notNames, refused, UNKNOWN } from './values.ts';

const unknown = [...notIds, ...refused('NotFound', ...UNKNOWN)];

/** A new person's basket with an item. */
const aBasket = async ({ desk }: Scene) => when.hasBasket(desk, await desk.tenant());

const anItem = async (scene: Scene) => {
  const { id: basketId, items } = await aBasket(scene);
  return { basketId, sku: items[0]!.sku };
};

/** Likewise with units. */
const someUnits = async (scene: Scene) => ({ ...(await anItem(scene)), units: 2 });

export const baskets: readonly Operation[] = [
  {
    field: 'Query.basket',
    good: async (scene) => ({ id: (await aBasket(scene)).id }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Query.openBasket',
    good: async ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: [...notIds, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Mutation.startBasket',
    good: async ({ tenant }) => ({ userId: tenant.id }),
    bad: { userId: unknown },
  },
  {
    field: 'Mutation.addToBasket',
    good: someUnits,
    bad: {
      basketId: unknown,
      sku: [...notNames, ...refused('NotOffered', ...UNKNOWN)],
      units: notCounts(1_000_000),
    },
  },
  {
    field: 'Mutation.setBasketUnits',
    good: someUnits,
    bad: {
      basketId: unknown,
      sku: [...notNames, ...refused('NotFound', ...UNKNOWN)],
      units: notCounts(1_000_000),
    },
  },
  {
    field: 'Mutation.removeFromBasket',
    good: anItem,
    bad: { basketId: unknown, sku: notNames },
  },
  {
    field: 'Mutation.cancelBasket',
    good: async (scene) => ({ basketId: (await aBasket(scene)).id }),
    bad: { basketId: unknown },
  },
  {
    field: 'Mutation.checkOutBasket',
    good: async (scene) => {
      const owner = await scene.desk.tenant();
      const { id: basketId, version, amount: expectedAmount } = await when.hasBasket(scene.desk, owner);
      const deliverTo = await homeOf({ ...scene, owner, otherTenant: owner });
      return { basketId, version, expectedAmount, deliverTo };
    },
    bad: {
      basketId: unknown,
      version: invalid(0, -1, -(2 ** 31)),
      // More than any basket can cost, too.
      expectedAmount: invalid(-0.01, 0.001, 4.199, 2_500_000_000_001, 1e21, 1e300, 5e-324, 0.1 + 0.2),
      deliverTo: unknown,
    },
  },
];
