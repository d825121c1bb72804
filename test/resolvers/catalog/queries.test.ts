import { beforeAll, describe, expect, test } from 'vitest';
import { productKey, productPartition, storeKey, storePartition } from '../../../model/catalog/keys.ts';
import { foldProduct, SNAPSHOT_EVERY } from '../../../model/catalog/states.ts';
import { admin, tenant } from '../startApi.ts';
import { expectCatalog } from '../../journeys/shop/invariants/catalog.ts';
import { ADD, aStore, CREATE_STORE, GET, rolls, startCatalog, type StartedCatalog } from './startCatalog.ts';

const VERSIONS = 2 * SNAPSHOT_EVERY + 7;

let catalog: StartedCatalog;
let productId: string;

/** Its price goes up and down, and every tenth change is of its name. */
const change = (version: number) => {
  const expectedVersion = version - 1;
  if (version % 10 === 0)
    return catalog.command('rebrandProduct', {
      productId,
      name: `Rolls ${version}`,
      description: 'Warm',
      expectedVersion,
    });
  const field = version % 2 === 0 ? 'increaseProductPrice' : 'decreaseProductPrice';
  const price = version % 2 === 0 ? version : (VERSIONS - version) / 100;
  return catalog.command(field, { productId, price, expectedVersion });
};

beforeAll(async () => {
  catalog = await startCatalog();
  productId = (await catalog.add({ ...rolls, price: 0.5 })).id;
  for (let version = 2; version <= VERSIONS; version++) await change(version);
});

const productAt = (version?: number) => catalog.run(tenant, GET, { id: productId, version });
const streamOf = async (prefix: string) =>
  (await catalog.rows(prefix)).filter(({ pk }) => pk === productPartition(productId));

test('a product of any version is the fold of its events up to there', async () => {
  const events = (await streamOf('EVENT#')).toSorted((one, other) => one.version - other.version);
  expect(events).toHaveLength(VERSIONS);
  for (let version = 1; version <= VERSIONS; version++) {
    // Its rows have more than an event, which the fold passes by.
    const { priceCents, name, updatedOn } = foldProduct(undefined, events.slice(0, version) as any)!;
    expect(await productAt(version)).toMatchObject({ version, price: priceCents / 100, name, updatedOn });
  }
});

test('without a version it is the product as it is, and a version still to come is nothing', async () => {
  expect(await productAt()).toEqual(await productAt(VERSIONS));
  expect(await productAt(VERSIONS + 1)).toBeNull();
});

test('every fiftieth version is kept, so that none takes more than fifty rows to read', async () => {
  expect((await streamOf('SNAPSHOT#')).map(({ version }) => version).toSorted()).toEqual([100, 50]);
  const { Query } = catalog.tableActions;
  const read: number[] = [];
  catalog.tableActions.Query = async (input: any, call) => {
    const answer = await Query!(input, call);
    read.push(answer.Items.length);
    return answer;
  };
  for (const version of [1, 49, 50, 51, 99, 100, 106]) await productAt(version);
  catalog.tableActions.Query = Query!;
  expect(read.length).toBeGreaterThan(10);
  expect(Math.max(...read)).toBeLessThanOrEqual(SNAPSHOT_EVERY);
});

test('its history is every change, oldest first, page by page, and who made it for staff', async () => {
  const query = `query ($id: ID!, $page: Pagination) { product(id: $id) {
    history(pagination: $page) { items { version eventName name price changedBy } nextToken }
  } }`;
  const changes: any[] = [];
  let nextToken: string | null = null;
  do {
    const page = { limit: 40, nextToken };
    const { history }: any = await catalog.run(admin, query, { id: productId, page });
    changes.push(...history.items);
    nextToken = history.nextToken;
  } while (nextToken);
  expect(changes.map(({ version }) => version)).toEqual(Array.from({ length: VERSIONS }, (_, at) => at + 1));
  expect(changes[0]).toEqual({
    version: 1,
    eventName: 'PRODUCT_ADDED_EVENT',
    name: 'Six rolls',
    price: 0.5,
    changedBy: 'admin-1',
  });
  expect(changes[1]).toMatchObject({ eventName: 'PRODUCT_PRICE_INCREASED_EVENT', name: null, price: 2 });
});

test('what is stored keeps the invariants', async () => {
  expectCatalog(await catalog.rows());
});

describe('lists', () => {
  const names = async (query: string, variables: object = {}) =>
    (await catalog.run(tenant, query, variables)).items.map(({ name }: any) => name);
  const STORES =
    'query ($participating: Boolean) { listStores(participating: $participating) { items { name } } }';
  const CATALOG = 'query ($storeId: ID!) { catalog(storeId: $storeId) { items { name } } }';

  test('stores, all or by whether they take part', async () => {
    const closed = { ...aStore, name: 'Cleaner', participating: false };
    await catalog.world.clock.advance(1);
    await catalog.run(admin, CREATE_STORE, { input: closed });
    expect(await names(STORES)).toEqual(['Bakery', 'Cleaner']);
    expect(await names(STORES, { participating: true })).toEqual(['Bakery']);
    expect(await names(STORES, { participating: false })).toEqual(['Cleaner']);
  });

  test("a store's products, without those that were removed", async () => {
    const { id: storeId } = await catalog.run(admin, CREATE_STORE, { input: aStore });
    const add = async (name: string) =>
      (await catalog.run(admin, ADD, { input: { ...rolls, storeId, name, sku: `${name}-sku` } })).id;
    const removed = await add('Rolls');
    await add('Bread');
    await catalog.command('removeProduct', { productId: removed, expectedVersion: 1 });
    expect(await names(CATALOG, { storeId })).toEqual(['Bread']);
    expect(await catalog.run(tenant, GET, { id: removed })).toMatchObject({ offered: false, version: 2 });
    expect(await catalog.run(tenant, GET, { id: removed, version: 1 })).toMatchObject({ offered: true });
  });
});

test('a history with a gap is said to be one, and nothing is made up', async () => {
  const stream = productPartition('product-gap');
  const [first] = await streamOf('EVENT#00000001');
  const state = await catalog.row(productKey(productId));
  await catalog.put(
    { ...state, ...productKey('product-gap'), productId: 'product-gap' },
    { ...first, pk: stream },
  );
  expect(await catalog.refusal(tenant, GET, { id: 'product-gap', version: 3 })).toMatchObject({
    count: 1,
    errorType: 'InternalFailure',
  });
});

test('a store is what its events made it', async () => {
  const storeId = catalog.store.id;
  const query = 'query ($id: ID!) { store(id: $id) { id name location participating version } }';
  expect(await catalog.run(tenant, query, { id: storeId })).toEqual(catalog.store);
  expect(storeKey(storeId).pk).toBe(storePartition(storeId));
});
