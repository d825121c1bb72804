import * as when from '../fulfilment/when.ts';
import type { CallerKind } from './callers.ts';
import { admins, onlyAdmins, staff, type Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';

/** A list that is for the owner, and nobody's. */
const anOffered = async ({ desk, owner }: Scene) => ({
  listId: await when.hasList(desk, { userId: owner.id }),
});

/** A list that the caller has, if they may have one, and else a caretaker. */
const taken = async ({ desk, owner }: Scene, caller: CallerKind) => {
  const assignedTo = await when.takesLists(desk, caller === 'admin' ? desk.admin : desk.caretaker);
  return { listId: await when.hasList(desk, { userId: owner.id, status: 'ASSIGNED', assignedTo }) };
};

/** A list that an Admin has. */
const othersList = async ({ desk, owner }: Scene) => {
  const assignedTo = await when.takesLists(desk, desk.admin);
  return { listId: await when.hasList(desk, { userId: owner.id, status: 'ASSIGNED', assignedTo }) };
};

const notTheirs = { ...staff, caretaker: 'Forbidden' };

/** Every use of every field of fulfilment, in the order of the schema. */
export const fulfilment: readonly Operation[] = [
  { field: 'Query.shoppingLists', query: when.LISTS, given: async () => ({}), outcomes: staff },
  {
    field: 'Query.shoppingList',
    query: when.READ,
    given: async (scene) => ({ id: (await anOffered(scene)).listId }),
    outcomes: staff,
  },
  {
    field: 'Query.availability',
    query: '{ availability { listId } }',
    given: async () => ({}),
    outcomes: staff,
  },
  {
    field: 'Mutation.setAvailability',
    query: when.SET,
    given: async () => ({ available: true }),
    outcomes: staff,
  },
  {
    field: 'Mutation.assignShoppingList',
    query: when.ASSIGN,
    given: async (scene) => {
      for (const person of [scene.desk.admin, scene.desk.caretaker])
        await when.takesLists(scene.desk, person);
      return anOffered(scene);
    },
    outcomes: staff,
  },
  {
    field: 'Mutation.releaseShoppingList',
    use: 'that the caller has',
    query: when.RELEASE,
    given: taken,
    outcomes: staff,
  },
  {
    field: 'Mutation.releaseShoppingList',
    use: 'that an Admin has',
    query: when.RELEASE,
    given: othersList,
    outcomes: notTheirs,
  },
  {
    field: 'Mutation.completeShoppingList',
    use: 'that the caller has',
    query: when.COMPLETE,
    given: taken,
    outcomes: staff,
  },
  {
    field: 'Mutation.completeShoppingList',
    use: 'that an Admin has',
    query: when.COMPLETE,
    given: othersList,
    outcomes: notTheirs,
  },
  {
    field: 'Mutation.publishShoppingList',
    query: `mutation ($updatedOn: AWSDateTime!) {
      publishShoppingList(id: "a", buildingId: "b", status: AVAILABLE, updatedOn: $updatedOn) { id }
    }`,
    given: async () => ({ updatedOn: '2027-01-20T10:00:00.000Z' }),
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
  {
    field: 'Subscription.onShoppingList',
    query: when.LIST_UPDATES,
    given: async () => ({}),
    happens: async (scene) => {
      const { listId } = await taken(scene, 'admin');
      return () => when.releases(scene.desk, scene.desk.admin, listId);
    },
    outcomes: { ...onlyAdmins, caretaker: 'yes' },
  },
];
