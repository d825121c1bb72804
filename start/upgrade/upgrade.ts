import { addProduct, createStore, type NewProduct, type NewStore } from '../catalog.ts';
import type { Session } from '../connect.ts';

type Admin = Pick<Session, 'graphql'>;

/** A store and what it sells. */
export type Shop = NewStore & { readonly products: readonly Omit<NewProduct, 'storeId'>[] };

/**
 * Brings what an earlier version stored up to date, by the public API and as an Admin: goods that nobody offers get a product,
 * and buildings their place in the lists by owner and area. What is up to date is left alone, so that it can be done again,
 * and whatever it was cut short of. Returns what was done, a line each. `shops` are opened where there is no store at all.
 */
export async function upgrade(admin: Admin, shops: readonly Shop[] = []): Promise<string[]> {
  const opened = await openShops(admin, shops);
  return [...opened, ...(await offerGoods(admin)), ...(await listBuildings(admin))];
}

/** What a page of any list answers. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | null;
}

/** Reads a list page by page. `field` takes `pagination` and what `args` says beside it. */
async function* readAll<Item>(
  admin: Admin,
  field: string,
  selection: string,
  args = '',
): AsyncGenerator<Item, void, undefined> {
  let nextToken: string | null = null;
  do {
    const query = `query ($pagination: Pagination) {
      page: ${field}(${args} pagination: $pagination) { items { ${selection} } nextToken } }`;
    const pagination: object = { limit: 100, ...(nextToken !== null && { nextToken }) };
    const answer: { page: Page<Item> } = await admin.graphql(query, { pagination });
    yield* answer.page.items;
    ({ nextToken } = answer.page);
  } while (nextToken !== null);
}

/** Opens the shops, and adds to one that an upgrade opened before it was cut short what is missing of it. */
async function openShops(admin: Admin, shops: readonly Shop[]): Promise<string[]> {
  const opened: string[] = [];
  const ids = new Map<string, string>();
  for await (const { id, name } of readAll<{ id: string; name: string }>(admin, 'listStores', 'id name'))
    ids.set(name, id);
  const offered = await offeredSkus(admin);
  for (const { products, ...store } of shops) {
    const storeId = ids.get(store.name) ?? (await createStore(admin, store));
    const names = await productNames(admin, storeId);
    for (const product of products)
      if (!names.has(product.name) && (product.sku === undefined || !offered.has(product.sku)))
        await addProduct(admin, { storeId, ...product });
    opened.push(`${store.name} is open`);
  }
  return opened;
}

async function productNames(admin: Admin, storeId: string): Promise<Set<string>> {
  const names = new Set<string>();
  const products = readAll<{ name: string }>(admin, 'catalog', 'name', `storeId: "${storeId}",`);
  for await (const { name } of products) names.add(name);
  return names;
}

async function offeredSkus(admin: Admin): Promise<Set<string>> {
  const skus = new Set<string>();
  for await (const { id } of readAll<{ id: string }>(admin, 'listStores', 'id')) {
    const products = readAll<{ sku: string | null }>(admin, 'catalog', 'sku', `storeId: "${id}",`);
    for await (const { sku } of products) if (sku !== null) skus.add(sku);
  }
  return skus;
}

/** Where goods go of which no store is known. */
const FORMER = { name: 'Former goods', location: 'From before the catalogue', participating: true };

/** Orders that are read for prices, from the latest on: 50 pages. */
const MOST_ORDERS = 5_000;

interface PricedOrder {
  readonly lines: readonly { readonly sku: string; readonly price: number }[];
}

/** Offers each SKU that nobody offers at the price of its latest order. One that was never ordered waits for a seller. */
async function offerGoods(admin: Admin): Promise<string[]> {
  const offered = await offeredSkus(admin);
  const wanted = new Set<string>();
  for await (const { sku } of readAll<{ sku: string }>(admin, 'listSkus', 'sku'))
    if (!offered.has(sku)) wanted.add(sku);
  if (wanted.size === 0) return [];
  const prices = await latestPrices(admin, wanted);
  const done: string[] = [];
  const storeId = prices.size > 0 ? await formerStore(admin) : '';
  for (const [sku, price] of prices) {
    await addProduct(admin, { storeId, sku, name: sku, description: 'Sold before the catalogue', price });
    done.push(`${sku} is offered for EUR ${price.toFixed(2)}, as it was ordered last`);
  }
  for (const sku of wanted)
    if (!prices.has(sku))
      done.push(`${sku} was never ordered: nobody can, until a product with a price is added`);
  return done;
}

async function latestPrices(admin: Admin, wanted: ReadonlySet<string>): Promise<Map<string, number>> {
  const prices = new Map<string, number>();
  let read = 0;
  for await (const { lines } of readAll<PricedOrder>(
    admin,
    'listOrders',
    'lines { sku price }',
    'sortDirection: DESC,',
  )) {
    for (const { sku, price } of lines) if (wanted.has(sku) && !prices.has(sku)) prices.set(sku, price);
    if (prices.size === wanted.size || ++read === MOST_ORDERS) break;
  }
  return prices;
}

/** The store of former goods: that of an upgrade that was cut short, if there is one. */
async function formerStore(admin: Admin): Promise<string> {
  for await (const { id, name } of readAll<{ id: string; name: string }>(admin, 'listStores', 'id name'))
    if (name === FORMER.name) return id;
  return createStore(admin, FORMER);
}

/** Lists buildings by owner and area: a change that changes nothing writes what the lists need. */
async function listBuildings(admin: Admin): Promise<string[]> {
  let listed = 0;
  for await (const building of readAll<{ id: string; name: string; userId: string }>(
    admin,
    'listBuildings',
    'id name userId',
  )) {
    if (await isListed(admin, building)) continue;
    const input = { id: building.id, name: building.name };
    await admin.graphql('mutation ($input: UpdateBuildingInput!) { updateBuilding(input: $input) { id } }', {
      input,
    });
    listed++;
  }
  return listed > 0 ? [`${listed} buildings are listed by owner and area`] : [];
}

async function isListed(admin: Admin, { id, userId }: { readonly id: string; readonly userId: string }) {
  for await (const owned of readAll<{ id: string }>(admin, 'buildingsByOwner', 'id', `userId: "${userId}",`))
    if (owned.id === id) return true;
  return false;
}
