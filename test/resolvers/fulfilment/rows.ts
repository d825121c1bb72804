import { userKey } from '../../../model/accounts/keys.ts';
import {
  allListsKey,
  availabilityKey,
  buildingListsKey,
  listKey,
  listSortKey,
} from '../../../model/fulfilment/keys.ts';
import type { ListState } from '../../../model/fulfilment/states.ts';
import { orderKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { entityMetadata } from '../../../model/table.ts';

export const placedOn = '2030-05-01T08:00:00.000Z';

export const lines = [
  { sku: 'rolls', units: 4, priceCents: 80, storeId: 'bakery' },
  { sku: 'milk', units: 2, priceCents: 120, storeId: 'lobby' },
];

export const stops = [
  { storeId: 'bakery', items: [{ sku: 'rolls', units: 4, name: 'Poppy seed rolls' }] },
  { storeId: 'lobby', items: [{ sku: 'milk', units: 2, name: 'Milk' }] },
];

export const listRow = (status: ListState, changes: { listId?: string; assignedTo?: string } = {}) => {
  const listId = changes.listId ?? 'order-1';
  const sort = listSortKey(status, placedOn, listId);
  return {
    ...listKey(listId),
    ...entityMetadata('ShoppingList'),
    ...{ listId, orderId: listId, userId: 'tenant-1', buildingId: 'house-1', apartmentId: 'flat-1' },
    ...{ apartmentNumber: '101', status, stops, version: 2, createdOn: placedOn, updatedOn: placedOn },
    ...{ gsi1pk: buildingListsKey('house-1'), gsi1sk: sort, gsi2pk: allListsKey, gsi2sk: sort },
    ...changes,
  };
};

/** The order of a list, and how far it has come. */
export const orderRows = (status = 'PAYMENT_ACCEPTED', orderId = 'order-1') => [
  {
    ...orderKey(orderId),
    ...entityMetadata('Order'),
    ...{ orderId, userId: 'tenant-1', lines, amountCents: 560, createdOn: placedOn },
    ...{ deliverTo: 'flat-1', flow: 'SAGA' },
  },
  {
    ...orderProgressKey(orderId),
    ...entityMetadata('OrderProgress'),
    ...{ orderId, userId: 'tenant-1', amountCents: 560, status, stock: 'SOLD', updatedOn: placedOn },
    flow: 'SAGA',
  },
];

export const personRow = (id: string, enabled = true) => ({ ...userKey(id), id, enabled });

export const availabilityRow = (userId: string, listId?: string, available = true) => ({
  ...availabilityKey(userId),
  ...entityMetadata('Availability'),
  ...{ userId, available, updatedOn: placedOn },
  ...(listId ? { listId } : {}),
});

const LIST = `{ id orderId buildingId apartmentId apartmentNumber status assignedTo updatedOn
  stops { storeId items { sku name units missing } } }`;

export const SET =
  'mutation ($available: Boolean!) { setAvailability(available: $available) { userId available listId } }';
export const ASSIGN = `mutation ($listId: ID!) { assignShoppingList(listId: $listId) ${LIST} }`;
export const RELEASE = `mutation ($listId: ID!) { releaseShoppingList(listId: $listId) ${LIST} }`;
export const COMPLETE = `mutation ($listId: ID!, $missing: [MissingUnitsInput!]) {
  completeShoppingList(listId: $listId, missing: $missing) ${LIST}
}`;
