import * as when from '../catalog/when.ts';
import { admins, everyUser, staff, type Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';

/** A command to a new product, which is at version 1. */
const toProduct = (field: keyof typeof when.COMMANDS, others: object = {}): Operation => ({
  field: `Mutation.${field}`,
  query: when.COMMANDS[field],
  given: async ({ desk }) => ({ productId: await when.hasProduct(desk), expectedVersion: 1, ...others }),
  outcomes: staff,
});

const toStore = (field: keyof typeof when.COMMANDS, store: object, others: object = {}): Operation => ({
  field: `Mutation.${field}`,
  query: when.COMMANDS[field],
  given: async ({ desk }) => ({ storeId: await when.hasStore(desk, store), expectedVersion: 1, ...others }),
  outcomes: staff,
});

const aProduct = async ({ desk }: Scene) => ({ id: await when.hasProduct(desk) });

/** Every use of every field of the catalogue, in the order of the schema. */
export const catalog: readonly Operation[] = [
  {
    field: 'Query.store',
    query: 'query ($id: ID!) { store(id: $id) { name } }',
    given: async ({ desk }) => ({ id: await when.hasStore(desk) }),
    outcomes: everyUser,
  },
  {
    field: 'Query.listStores',
    query: '{ listStores(participating: true) { items { id } } }',
    given: async () => ({}),
    outcomes: everyUser,
  },
  {
    field: 'Query.product',
    query:
      'query ($id: ID!) { product(id: $id, version: 1) { price history { items { eventName price } } } }',
    given: aProduct,
    outcomes: everyUser,
  },
  {
    field: 'Query.product',
    use: 'with who changed it',
    query: 'query ($id: ID!) { product(id: $id) { history { items { changedBy } } } }',
    given: aProduct,
    outcomes: staff,
  },
  {
    field: 'Query.catalog',
    query: 'query ($storeId: ID!) { catalog(storeId: $storeId) { items { id price } } }',
    given: async ({ desk }) => ({ storeId: await when.hasStore(desk) }),
    outcomes: everyUser,
  },
  {
    field: 'Mutation.createStore',
    query: when.CREATE_STORE,
    given: async () => ({ input: when.aStore }),
    outcomes: staff,
  },
  toStore('rebrandStore', {}, { name: 'Café' }),
  toStore('enableStoreParticipation', { participating: false }),
  toStore('disableStoreParticipation', {}),
  {
    field: 'Mutation.addProduct',
    query: when.ADD_PRODUCT,
    given: async ({ desk }) => ({
      input: { ...when.rolls(desk.cloud.world.random.uuid()), storeId: await when.hasStore(desk) },
    }),
    outcomes: staff,
  },
  toProduct('rebrandProduct', { name: 'Seven rolls', description: 'Warm' }),
  toProduct('increaseProductPrice', { price: 5 }),
  toProduct('decreaseProductPrice', { price: 4 }),
  toProduct('removeProduct'),
  {
    field: 'Mutation.publishProductChange',
    query: 'mutation ($id: ID!) { publishProductChange(id: $id) { id } }',
    given: aProduct,
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
  {
    field: 'Subscription.onProductChange',
    query: when.CHANGES,
    given: async ({ desk }) => ({ storeId: await when.hasStore(desk) }),
    happens: async ({ desk }, { storeId }) => {
      // What `given` made.
      const productId = await when.hasProduct(desk, { storeId: storeId as string });
      return () => when.changes(desk, 'increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
    },
    outcomes: everyUser,
  },
];
