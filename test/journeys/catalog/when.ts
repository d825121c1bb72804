import type { Session } from '../../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';

export const CREATE_STORE = 'mutation ($input: StoreInput!) { createStore(input: $input) { id version } }';
export const ADD_PRODUCT = 'mutation ($input: ProductInput!) { addProduct(input: $input) { id version } }';

const store = (field: string) => `mutation ($storeId: ID!, $expectedVersion: Int!) {
  ${field}(storeId: $storeId, expectedVersion: $expectedVersion) { id participating version }
}`;
const price = (field: string) => `mutation ($productId: ID!, $price: Float!, $expectedVersion: Int!) {
  ${field}(productId: $productId, price: $price, expectedVersion: $expectedVersion) { id price version }
}`;

/** The mutations of what is there, by their fields. */
export const COMMANDS = {
  rebrandStore: `mutation ($storeId: ID!, $name: String!, $expectedVersion: Int!) {
    rebrandStore(storeId: $storeId, name: $name, expectedVersion: $expectedVersion) { id name version }
  }`,
  enableStoreParticipation: store('enableStoreParticipation'),
  disableStoreParticipation: store('disableStoreParticipation'),
  rebrandProduct: `mutation ($productId: ID!, $name: String!, $description: String!, $expectedVersion: Int!) {
    rebrandProduct(
      productId: $productId, name: $name, description: $description, expectedVersion: $expectedVersion
    ) { id name version }
  }`,
  increaseProductPrice: price('increaseProductPrice'),
  decreaseProductPrice: price('decreaseProductPrice'),
  removeProduct: `mutation ($productId: ID!, $expectedVersion: Int!) {
    removeProduct(productId: $productId, expectedVersion: $expectedVersion) { id offered version }
  }`,
};

export const CHANGES = `subscription ($storeId: ID, $productId: ID) {
  onProductChange(storeId: $storeId, productId: $productId) { id storeId name price offered version }
}`;

export const aStore = { name: 'Bakery', location: 'Round the corner' };

/** Six rolls of a SKU. */
export const rolls = (sku: string) => ({ name: 'Six rolls', description: 'Warm at seven', sku, price: 4.2 });

/** Creates a store, and returns its id. */
export const hasStore = async ({ admin }: Frontdesk, changes: object = {}): Promise<string> =>
  (await admin.graphql(CREATE_STORE, { input: { ...aStore, ...changes } }))['createStore'].id;

/** Adds a product to a store, or to one of its own; by default rolls of a new SKU. Returns its id. */
export const hasProduct = async (
  desk: Frontdesk,
  changes: { storeId?: string; [input: string]: unknown } = {},
) => {
  const storeId = changes.storeId ?? (await hasStore(desk));
  const input = { ...rolls(desk.cloud.world.random.uuid()), ...changes, storeId };
  const { addProduct } = await desk.admin.graphql(ADD_PRODUCT, { input });
  // The API answers an id.
  return addProduct.id as string;
};

/** Changes what is there, as staff. */
export const changes = async ({ admin }: Frontdesk, field: keyof typeof COMMANDS, variables: object) =>
  (await admin.graphql(COMMANDS[field], { ...variables }))[field];

/** Subscribes to changes of products: all, those of a store, or one. */
export const follows = (
  { cloud }: Frontdesk,
  { idToken }: Session,
  of: { storeId?: string; productId?: string } = {},
): Promise<Subscriber> =>
  subscribeWithWs({ ...cloud.describe(), authorization: { Authorization: idToken } }, CHANGES, of);
