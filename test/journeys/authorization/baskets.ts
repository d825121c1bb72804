import * as when from '../baskets/when.ts';
import { ownerAndStaff, everyUser, type Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { homeOf } from './things.ts';

/** A basket of the owner with one item. */
const aBasket = ({ desk, owner }: Scene) => when.hasBasket(desk, owner);

/** What is refused to its owner once disabled. */
const changing = { ...ownerAndStaff, disabled: 'UserDisabled' };

/** A change of the one item of a new basket. */
const ofItem = async (scene: Scene, others: object = {}) => {
  const { id: basketId, items } = await aBasket(scene);
  return { basketId, sku: items[0]!.sku, ...others };
};

const asSeen = async (scene: Scene) => {
  const { id: basketId, version, amount: expectedAmount } = await aBasket(scene);
  return { basketId, version, expectedAmount };
};

/** Every use of every field of baskets, in the order of the schema. */
export const baskets: readonly Operation[] = [
  {
    field: 'Query.basket',
    query: when.READ,
    given: async (scene) => ({ id: (await aBasket(scene)).id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Query.openBasket',
    use: 'naming nobody',
    query: when.OPEN,
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.openBasket',
    use: 'naming the owner',
    query: when.OPEN,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Mutation.startBasket',
    use: 'for oneself',
    query: when.START,
    given: async () => ({}),
    outcomes: { ...everyUser, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.startBasket',
    use: 'for the owner, by name',
    query: when.START,
    given: async ({ owner }) => ({ userId: owner.id }),
    outcomes: changing,
  },
  {
    field: 'Mutation.addToBasket',
    query: when.ADD,
    given: (scene) => ofItem(scene, { units: 1 }),
    outcomes: changing,
  },
  {
    field: 'Mutation.removeFromBasket',
    query: when.REMOVE,
    given: (scene) => ofItem(scene),
    outcomes: changing,
  },
  {
    field: 'Mutation.setBasketUnits',
    query: when.SET_UNITS,
    given: (scene) => ofItem(scene, { units: 2 }),
    outcomes: changing,
  },
  {
    field: 'Mutation.cancelBasket',
    query: when.CANCEL,
    given: async (scene) => ({ basketId: (await aBasket(scene)).id }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Mutation.checkOutBasket',
    query: when.CHECK_OUT,
    given: asSeen,
    outcomes: changing,
  },
  {
    field: 'Mutation.checkOutBasket',
    use: 'with a delivery to where the owner lives',
    query: when.CHECK_OUT,
    given: async (scene) => ({ ...(await asSeen(scene)), deliverTo: await homeOf(scene) }),
    outcomes: changing,
  },
];
