import { admin, startApi } from '../startApi.ts';

const STORE = 'id name location participating version';
export const PRODUCT =
  'id storeId name description sku price offered slotMinutes capacity timeZone version createdOn updatedOn';

export const CREATE_STORE = `mutation ($input: StoreInput!) { createStore(input: $input) { ${STORE} } }`;
export const ADD = `mutation ($input: ProductInput!) { addProduct(input: $input) { ${PRODUCT} } }`;
export const GET = `query ($id: ID!, $version: Int) { product(id: $id, version: $version) { ${PRODUCT} } }`;

export const aStore = { name: 'Bakery', location: 'Round the corner' };
export const rolls = { name: 'Six rolls', description: 'Warm at seven', sku: 'rolls-6', price: 4.2 };
export const cleaning = {
  name: 'Cleaning',
  description: 'Of one room',
  price: 35,
  slotMinutes: 60,
  capacity: 2,
  timeZone: 'Europe/Berlin',
};

const arguments_ = { price: 'Float!', name: 'String!', description: 'String!' };

/** A mutation of a store or a product, such as `increaseProductPrice`, with the arguments that it takes beside id and version. */
const commandOf = (field: string, id: string, others: (keyof typeof arguments_)[]) => {
  const names = [id, ...others, 'expectedVersion'];
  const types = { ...arguments_, [id]: 'ID!', expectedVersion: 'Int!' } as Record<string, string>;
  const declared = names.map((name) => `$${name}: ${types[name]}`).join(', ');
  const passed = names.map((name) => `${name}: $${name}`).join(', ');
  return `mutation (${declared}) { ${field}(${passed}) { ${id === 'storeId' ? STORE : PRODUCT} } }`;
};

/** Every command that changes what is there. */
export const commands = {
  rebrandStore: commandOf('rebrandStore', 'storeId', ['name']),
  enableStoreParticipation: commandOf('enableStoreParticipation', 'storeId', []),
  disableStoreParticipation: commandOf('disableStoreParticipation', 'storeId', []),
  rebrandProduct: commandOf('rebrandProduct', 'productId', ['name', 'description']),
  increaseProductPrice: commandOf('increaseProductPrice', 'productId', ['price']),
  decreaseProductPrice: commandOf('decreaseProductPrice', 'productId', ['price']),
  removeProduct: commandOf('removeProduct', 'productId', []),
};

/** The deployed resolvers, with a store and what it sells. */
export const startCatalog = async () => {
  const api = await startApi();
  const store = await api.run(admin, CREATE_STORE, { input: aStore });
  const add = (input: object) => api.run(admin, ADD, { input: { storeId: store.id, ...input } });
  return {
    ...api,
    store,
    add,
    command: (field: keyof typeof commands, variables: object, caller = admin) =>
      api.run(caller, commands[field], variables),
    refused: (field: keyof typeof commands, variables: object, caller = admin) =>
      api.refusal(caller, commands[field], variables),
  };
};

export type StartedCatalog = Awaited<ReturnType<typeof startCatalog>>;
