import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';
import type { Filter } from './searchedOrders.ts';
import { rowsOf, search } from './searchedRows.ts';
import { order } from './storedRows.ts';

let api: StartedApi;
const idsOf = (items: readonly Record<string, any>[]) => items.map(({ orderId }) => orderId);

describe('a token', () => {
  beforeAll(async () => {
    api = await startApi();
    for (const userId of ['tenant-1', 'tenant-2', 'caretaker-1'])
      for (const index of [1, 2, 3])
        await api.put(order(`${userId}-${index}`, { userId, createdOn: `2027-01-0${index}T00:00:00.000Z` }));
  });

  const ask = (caller: Caller, filter: Filter, rest: object = {}) =>
    api.run(caller, search, { filter, pagination: { limit: 1 }, ...rest });
  const filter = { minAmount: 1, skus: ['lamp', 'desk'], storeIds: undefined };
  const refused = (caller: Caller, other: Filter, nextToken: string, rest: object = {}) =>
    api.refusal(caller, search, { filter: other, pagination: { limit: 1, nextToken }, ...rest });
  const foreign = { errorType: 'InvalidArgument', errorInfo: { argument: 'pagination.nextToken' } };

  test('is good for the same filter, however it is spelled, and any size of page', async () => {
    const { nextToken } = await ask(tenant, filter);
    const spelled = { skus: ['desk', 'lamp', 'desk'], minAmount: 1.0, userId: 'tenant-1' };
    const { items } = await ask(tenant, spelled, { pagination: { limit: 5, nextToken } });
    expect(idsOf(items)).toEqual(['tenant-1-2', 'tenant-1-3']);
  });

  test('is refused with another filter, another order or by another person', async () => {
    const { nextToken } = await ask(caretaker, filter);
    const others: Filter[] = [
      {},
      { ...filter, minAmount: 2 },
      { ...filter, skus: ['lamp'] },
      { ...filter, userId: 'tenant-1' },
      { ...filter, after: '2027-01-01T00:00:00.000Z' },
      { ...filter, status: 'CREATED' },
    ];
    for (const other of others) expect(await refused(caretaker, other, nextToken)).toMatchObject(foreign);
    expect(await refused(caretaker, filter, nextToken, { sortDirection: 'DESC' })).toMatchObject(foreign);
    for (const other of [admin, tenant])
      expect(await refused(other, filter, nextToken)).toMatchObject(foreign);
    // Of their own list, too.
    const own = await ask(tenant, filter);
    expect(await refused(caretaker, { ...filter, userId: 'tenant-1' }, own.nextToken)).toMatchObject(foreign);
    expect(await refused(otherTenant, filter, own.nextToken)).toMatchObject(foreign);
  });

  test('that is none, cut, doubled or of another list is refused', async () => {
    const { nextToken } = await ask(tenant, filter);
    const listToken = (await api.run(tenant, '{ listOrders(pagination: { limit: 1 }) { nextToken } }'))
      .nextToken;
    const cut = [nextToken.slice(0, -8), nextToken.slice(8), nextToken.slice(1), `${nextToken}${nextToken}`];
    for (const token of ['', ' ', 'forged', 'Zm9yZ2Vk', '====', '€', 'x'.repeat(5000), listToken, ...cut])
      expect({ token, ...(await refused(tenant, filter, token)) }).toMatchObject({ token, ...foreign });
  });

  test('that is put together by hand leads only along the own list', async () => {
    const { nextToken } = await ask(tenant, filter);
    const text = Buffer.from(nextToken, 'base64').toString();
    const forged = (place: string) => Buffer.from(place + text.slice(text.indexOf(' '))).toString('base64');
    const far = await ask(tenant, filter, {
      pagination: { limit: 9, nextToken: forged('2026-01-01T00:00:00.000Z#x') },
    });
    expect(idsOf(far.items)).toEqual(['tenant-1-1', 'tenant-1-2', 'tenant-1-3']);
    for (const place of ['', 'x', '2026-13-01T00:00:00.000Z#x', '2026-01-01T00:00:00.000Z#a#b', '~~~~'])
      expect(await refused(tenant, filter, forged(place))).toMatchObject(foreign);
    const dated = { after: '2027-01-02T00:00:00.000Z', before: '2027-01-04T00:00:00.000Z' };
    const { nextToken: within } = await ask(tenant, dated);
    const ending = Buffer.from(within, 'base64').toString();
    for (const instant of ['2027-01-01T00:00:00.000Z', '2027-01-05T00:00:00.000Z']) {
      const token = Buffer.from(`${instant}#x${ending.slice(ending.indexOf(' '))}`).toString('base64');
      expect(await refused(tenant, dated, token)).toMatchObject(foreign);
    }
  });

  test('of the largest filter there is can be used', async () => {
    const names = Array.from({ length: 15 }, (_, index) => `${'x'.repeat(62)}${10 + index}`);
    const largest = {
      userId: 'u'.repeat(64),
      buildingId: 'b'.repeat(64),
      storeIds: names,
      skus: [...names.slice(1), 'lamp'],
      after: '2026-01-01T00:00:00.000Z',
      before: '2028-01-01T00:00:00.000Z',
      minAmount: 0.01,
      maxAmount: 2_500_000_000_000,
      status: 'CREATED',
    };
    const lines = [{ sku: 'lamp', units: 1, priceCents: 1, storeId: names[0]! }];
    for (const index of [1, 2]) {
      const stored = {
        orderId: `${'o'.repeat(63)}${index}`,
        userId: largest.userId,
        lines,
        amountCents: 1,
        createdOn: `2027-01-0${index}T00:00:00.000Z`,
        deliverTo: 'flat',
      };
      await api.put(...rowsOf({ order: stored, status: 'CREATED', buildingId: largest.buildingId }));
    }
    const { items, nextToken } = await ask(admin, largest);
    expect(items).toHaveLength(1);
    expect((await ask(admin, largest, { pagination: { limit: 2, nextToken } })).items).toHaveLength(1);
  });
});
