import { type Request, shortId } from './requests.ts';
import type { ShopSku } from './readShop.ts';
import type { Person } from './subscribers.ts';

export const takeLists = (who: Person): Request => ({
  who,
  kind: 'availability',
  action: 'take lists',
  verb: 'has',
  about: 'time to fetch things',
  field: 'setAvailability',
  mutation: 'mutation { setAvailability(available: true) { id: userId status: available } }',
  variables: {},
});

export const takeList = (who: Person, id: string): Request => ({
  who,
  kind: 'list',
  action: 'take list',
  verb: 'takes',
  about: `list ${shortId(id)}`,
  field: 'assignShoppingList',
  mutation: 'mutation ($id: ID!) { assignShoppingList(listId: $id) { id status } }',
  variables: { id },
});

/** `missing`: what was not found; each SKU once. */
export const completeList = (who: Person, id: string, ...missing: readonly ShopSku[]): Request => ({
  who,
  kind: 'list',
  action: 'complete list',
  verb: 'completes',
  about: `list${missing.map(({ sku, units }) => `, ${units} ${sku} missing`).join('')}`,
  field: 'completeShoppingList',
  mutation: `mutation ($id: ID!, $missing: [MissingUnitsInput!]) {
    completeShoppingList(listId: $id, missing: $missing) { id status }
  }`,
  variables: { id, missing },
});
