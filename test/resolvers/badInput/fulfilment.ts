import * as when from '../../journeys/fulfilment/when.ts';
import type { Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { invalid, nothing, notCounts, notIds, notNames, pages, refused, UNKNOWN } from './values.ts';

const notLists = [...notNames, ...refused('NotFound', ...UNKNOWN)];

const aListOf = (status: 'AVAILABLE' | 'ASSIGNED', scene: Scene, assignedTo?: string) =>
  when.hasList(scene.desk, { userId: scene.tenant.id, status, ...(assignedTo && { assignedTo }) });

/** An Admin may give back and complete anybody's list. */
const withSomebody = (scene: Scene) =>
  aListOf('ASSIGNED', scene, `caretaker-${scene.desk.cloud.world.random.uuid()}`);

const aUnit = { sku: 'list-rolls', units: 1 };

/** Every use of every field of fulfilment. */
export const fulfilment: readonly Operation[] = [
  { field: 'Mutation.setAvailability', good: async () => ({ available: true }), bad: { available: [] } },
  {
    field: 'Mutation.assignShoppingList',
    good: async (scene) => {
      await when.takesLists(scene.desk, scene.desk.admin);
      return { listId: await aListOf('AVAILABLE', scene) };
    },
    bad: { listId: notLists },
  },
  {
    field: 'Mutation.releaseShoppingList',
    good: async (scene) => ({ listId: await withSomebody(scene) }),
    bad: { listId: notLists },
  },
  {
    field: 'Mutation.completeShoppingList',
    good: async (scene) => ({
      listId: await withSomebody(scene),
      missing: [{ sku: 'list-rolls', units: 1 }],
    }),
    bad: {
      listId: notLists,
      missing: invalid(Array.from({ length: 26 }, () => aUnit)),
      'missing[0].sku': [...notNames, ...invalid(...UNKNOWN, 'lamp')],
      // Four were ordered.
      'missing[0].units': notCounts(4),
    },
  },
  {
    field: 'Query.shoppingList',
    good: async (scene) => ({ id: await aListOf('AVAILABLE', scene) }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.shoppingLists', 'lists', ['orders', 'listsOfHouse', 'skus'], {
    good: () => ({ status: 'PENDING' }),
    bad: { status: [] },
  }),
  ...pages('Query.shoppingLists', 'listsOfHouse', ['listsOfOtherHouse', 'lists', 'buildings'], {
    good: () => ({ buildingId: 'house-1' }),
    bad: { buildingId: [...notIds, ...nothing(...UNKNOWN)] },
  }),
  {
    field: 'Mutation.publishShoppingList',
    caller: 'role',
    good: async () => ({
      ...{ id: 'order-1', buildingId: 'house-1', status: 'ASSIGNED', assignedTo: 'caretaker-1' },
      updatedOn: '2027-01-20T10:00:00.000Z',
    }),
    bad: {
      ...{ id: notIds, buildingId: notIds, status: [], updatedOn: [] },
      // '' is nobody.
      assignedTo: notIds.filter(({ value }) => value !== ''),
    },
  },
  {
    field: 'Subscription.onShoppingList',
    good: async () => ({ buildingId: 'house-1' }),
    bad: { buildingId: notIds },
  },
];
