import { userKey } from '../../../model/accounts/keys.ts';
import { offerKey } from '../../../model/catalog/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { startApi, tenant, type StartedApi } from '../startApi.ts';

export const BASKET =
  'id userId status version amount items { sku units price offered name } createdOn expiresOn';

const START = `mutation ($userId: ID) { startBasket(userId: $userId) { ${BASKET} } }`;
const ADD = `mutation ($basketId: ID!, $sku: String!, $units: Int!) {
  addToBasket(basketId: $basketId, sku: $sku, units: $units) { ${BASKET} }
}`;
const SET = ADD.replaceAll('addToBasket', 'setBasketUnits');
const REMOVE = `mutation ($basketId: ID!, $sku: String!) {
  removeFromBasket(basketId: $basketId, sku: $sku) { ${BASKET} }
}`;
const CANCEL = `mutation ($basketId: ID!) { cancelBasket(basketId: $basketId) { ${BASKET} } }`;
const CHECK_OUT = `mutation ($basketId: ID!, $version: Int!, $expectedAmount: Float!, $deliverTo: ID) {
  checkOutBasket(
    basketId: $basketId, version: $version, expectedAmount: $expectedAmount, deliverTo: $deliverTo
  ) { id status }
}`;
const READ = `query ($id: ID!) { basket(id: $id) { ${BASKET} } }`;
const OPEN = `query ($userId: ID) { openBasket(userId: $userId) { ${BASKET} } }`;

export const documents = { START, ADD, SET, REMOVE, CANCEL, CHECK_OUT, READ, OPEN };

export const userRow = (id: string, enabled = true) => ({ ...userKey(id), id, enabled });

/** What a store sells under a SKU. */
export const offerRow = (sku: string, priceCents: number, changes: object = {}) => ({
  ...offerKey(sku),
  ...entityMetadata('Offer'),
  sku,
  productId: `product-${sku}`,
  storeId: 'lobby',
  name: `The ${sku}`,
  priceCents,
  productVersion: 3,
  participating: true,
  storeVersion: 1,
  ...changes,
});

/** An API with a lamp for 19.99 and a chair for 50, and two tenants and staff with accounts. */
export const startShop = async () => {
  const api = await startApi();
  await api.put(
    ...['tenant-1', 'tenant-2', 'admin-1', 'caretaker-1'].map((id) => userRow(id)),
    userRow('disabled', false),
    offerRow('lamp', 1999),
    offerRow('chair', 5000),
    offerRow('closed', 100, { participating: false }),
    offerRow('cleaning', 100, { slotMinutes: 60 }),
  );
  return api;
};

/** A new basket of a tenant with so many units of each SKU. */
export const startedBasket = async (api: StartedApi, items: Record<string, number> = {}, caller = tenant) => {
  let basket = await api.run(caller, START);
  for (const [sku, units] of Object.entries(items))
    basket = await api.run(caller, ADD, { basketId: basket.id, sku, units });
  return basket;
};
