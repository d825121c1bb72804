import { beforeEach, describe, expect, test } from 'vitest';
import { Sku } from '../../../model/inventory/Sku.ts';
import { apiKey, startApi, tenant, type StartedApi } from '../startApi.ts';

const list = `query ($sku: String, $sortDirection: SortDirection, $pagination: Pagination) {
  listSkus(sku: $sku, sortDirection: $sortDirection, pagination: $pagination) {
    items { sku units version updatedOn } nextToken } }`;
const updatedOn = '2030-05-01T08:00:00.000Z';
const row = (sku: string, units = 1) =>
  Sku.put({ sku, units, version: 7, updatedOn }).params({ table: 'table' }).Item!;
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `sku-${String(index).padStart(4, '0')}`);
const namesOf = ({ items }: { items: { sku: string }[] }) => items.map(({ sku }) => sku);

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

test('SKUs come with their units, read consistent', async () => {
  const { Query } = api.tableActions;
  const reads: any[] = [];
  api.tableActions.Query = (input, call) => {
    reads.push(input);
    return Query!(input, call);
  };
  await api.put(row('lamp', 0), row('desk', 12));
  expect(await api.run(tenant, list)).toEqual({
    items: [
      { sku: 'desk', units: 12, version: 7, updatedOn },
      { sku: 'lamp', units: 0, version: 7, updatedOn },
    ],
    nextToken: null,
  });
  expect(reads).toMatchObject([{ ConsistentRead: true }]);
});

test.each([
  ['ascending', undefined, (names: string[]) => names],
  ['ascending', 'ASC', (names: string[]) => names],
  ['descending', 'DESC', (names: string[]) => [...names].reverse()],
])(
  'pages tell each of sixty SKUs once, %s, while others come in (%s)',
  async (_what, sortDirection, sorted) => {
    const names = numbered(60);
    await api.put(...names.map((name) => row(name)));
    const seen: string[] = [];
    let nextToken: string | null | undefined;
    for (let page = 0; page === 0 || nextToken; page++) {
      const answer = await api.run(tenant, list, { sortDirection, pagination: { limit: 7, nextToken } });
      seen.push(...namesOf(answer));
      ({ nextToken } = answer);
      // Behind the reader.
      await api.put(row(sortDirection === 'DESC' ? `zebra-${page}` : `adapter-${page}`));
    }
    expect(seen).toEqual(sorted(names));
  },
);

test('a page has 50 SKUs when nobody says, and 1 to 1,000 when somebody does', async () => {
  await api.put(...numbered(1001).map((name) => row(name)));
  const sizeOf = async (pagination?: object) => (await api.run(tenant, list, { pagination })).items.length;
  expect(await sizeOf()).toBe(50);
  expect(await sizeOf({ limit: 1 })).toBe(1);
  expect(await sizeOf({ limit: 1000 })).toBe(1000);
  for (const limit of [0, -1, 1001])
    expect(await api.refusal(tenant, list, { pagination: { limit } })).toMatchObject({
      count: 1,
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.limit' },
    });
});

describe('one SKU', () => {
  test('is found by its whole name', async () => {
    await api.put(row('lamp', 3), row('lamp-2'));
    expect(await api.run(tenant, list, { sku: 'lamp' })).toEqual({
      items: [{ sku: 'lamp', units: 3, version: 7, updatedOn }],
      nextToken: null,
    });
    expect(namesOf(await api.run(tenant, list, { sku: null }))).toEqual(['lamp', 'lamp-2']);
    expect(await api.run(tenant, list, { sku: 'desk' })).toEqual({ items: [], nextToken: null });
  });

  test('of a name that cannot be is refused', async () => {
    for (const sku of ['a#b', ''])
      expect(await api.refusal(tenant, list, { sku })).toMatchObject({
        errorType: 'InvalidArgument',
        errorInfo: { argument: 'sku' },
      });
  });
});

test('a token that nobody gave out, or for another SKU, is refused', async () => {
  await api.put(row('lamp'), row('desk'));
  const { nextToken: ofAll } = await api.run(tenant, list, { pagination: { limit: 1 } });
  for (const [sku, nextToken] of [
    [undefined, 'forged'],
    ['lamp', ofAll],
  ])
    expect(await api.refusal(tenant, list, { sku, pagination: { nextToken } })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.nextToken' },
    });
});

test('an API key sees no SKUs', async () => {
  expect(await api.refusal(apiKey, list)).toMatchObject({ errorType: 'Unauthorized' });
});
