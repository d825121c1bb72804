import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { orderCards, type OrderCards } from '../../../model/search/states.ts';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';
import { anyFilter, anyOrders, createDice, isFound, type Filter, type Searched } from './searchedOrders.ts';
import { card, rowsOf, search } from './searchedRows.ts';
import { order, progress } from './storedRows.ts';

/** What docs and schema promise of one request. */
const MOST_ROWS = 1400;

const list = `query ($userId: ID, $pagination: Pagination) {
  listOrders(userId: $userId, pagination: $pagination) {
    items { orderId userId amount status reason createdOn updatedOn lines { sku units price } } nextToken } }`;
let api: StartedApi;
let rowsRead = 0;
const started = async (kept: OrderCards = 'all') => {
  api = await startApi({ ORDER_CARDS: kept });
  api.world.feed.subscribe((record: FeedRecord) => {
    if (record.kind === 'read') rowsRead += record.items;
  });
};

interface Paging {
  readonly limit?: number;
  readonly sortDirection?: 'ASC' | 'DESC';
}

/** All pages to the end. Each is full but for the last, or took as many rows as a request may read. */
const found = async (caller: Caller, filter: Filter, { limit = 20, sortDirection }: Paging = {}) => {
  const items: Record<string, any>[] = [];
  let nextToken: string | null | undefined;
  do {
    rowsRead = 0;
    const page = await api.run(caller, search, { filter, sortDirection, pagination: { limit, nextToken } });
    expect(rowsRead).toBeLessThanOrEqual(MOST_ROWS);
    if (page.items.length < limit && page.nextToken) expect(rowsRead).toBeGreaterThan(400);
    items.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken);
  return items;
};

const idsOf = (items: readonly Record<string, any>[]) => items.map(({ orderId }) => orderId);

describe.each(orderCards)('of 700 orders, of which %s have cards', (kept) => {
  const people = ['tenant-1', 'tenant-2', 'tenant-3'];
  const dice = createDice(2027);
  const orders = anyOrders(dice, 700, people);
  let listed: Record<string, any>[];

  beforeAll(async () => {
    await started(kept);
    for (const searched of orders) await api.put(...rowsOf(searched, kept));
    listed = [];
    let nextToken: string | null | undefined;
    do {
      const page = await api.run(admin, list, { pagination: { limit: 100, nextToken } });
      listed.push(...page.items);
      nextToken = page.nextToken;
    } while (nextToken);
    expect(idsOf(listed)).toEqual(orders.map(({ order: { orderId } }) => orderId));
  });

  const expected = (filter: Filter) => listed.filter((_, index) => isFound(filter, orders[index]!));

  test('staff find exactly those that a filter of all that is listed finds, for 120 filters', async () => {
    for (let round = 0; round < 120; round++) {
      const filter = anyFilter(dice, orders, people);
      const limit = dice.oneOf([1, 7, 20, 50, 100]);
      const sortDirection = dice.oneOf(['ASC', 'DESC'] as const);
      const all = expected(filter);
      const wanted = sortDirection === 'ASC' ? all : all.reverse();
      // A page of one is asked for only where there are few.
      const size = limit < 20 && wanted.length > 60 ? 100 : limit;
      expect({ filter, items: await found(caretaker, filter, { limit: size, sortDirection }) }).toEqual({
        filter,
        items: wanted,
      });
    }
  });

  test('a tenant finds nobody else’s, whatever the filter', async () => {
    for (let round = 0; round < 20; round++) {
      const { userId: _, ...filter } = anyFilter(dice, orders, people);
      expect(await found(tenant, filter, { limit: 50 })).toEqual(expected({ ...filter, userId: 'tenant-1' }));
    }
  });

  test('without a filter staff find all, and a tenant all their own', async () => {
    expect(await found(admin, {}, { limit: 100 })).toEqual(listed);
    const { items, nextToken } = await api.run(admin, search, { pagination: { limit: 3 } });
    expect(items).toEqual(listed.slice(0, 3));
    expect(nextToken).toEqual(expect.any(String));
    expect(await found(otherTenant, {}, { limit: 100 })).toEqual(expected({ userId: 'tenant-2' }));
  });
});

describe('a page', () => {
  beforeEach(() => started());
  const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute)).toISOString();
  const numbered = (count: number, of: (index: number) => Partial<Searched['order']> = () => ({})) =>
    Array.from({ length: count }, (_, index) => ({
      order: {
        orderId: `order-${String(index).padStart(4, '0')}`,
        userId: 'tenant-1',
        lines: [{ sku: 'lamp', units: 1, priceCents: 100 }],
        amountCents: 100,
        createdOn: at(index),
        ...of(index),
      },
      status: 'CREATED' as const,
      buildingId: '',
    }));
  const store = async (searched: readonly Searched[], kept?: OrderCards) => {
    for (const each of searched) await api.put(...rowsOf(each, kept));
  };

  test('is short where nothing is found in the rows of four rounds, and leads on', async () => {
    await store(numbered(1100, (index) => (index === 1050 ? { amountCents: 5000 } : {})));
    const filter = { minAmount: 50 };
    rowsRead = 0;
    const first = await api.run(admin, search, { filter });
    expect(first).toEqual({ items: [], nextToken: expect.any(String) });
    expect(rowsRead).toBe(1000);
    const second = await api.run(admin, search, { filter, pagination: { nextToken: first.nextToken } });
    expect(idsOf(second.items)).toEqual(['order-1050']);
    expect(second.nextToken).toBeNull();
  });

  test('of a status looks through all orders where only deliveries have cards, but for READY', async () => {
    await started('deliveries');
    const orders = numbered(500).map((each, index) =>
      index === 450
        ? { ...each, order: { ...each.order, flow: 'SAGA' as const }, status: 'READY' as const }
        : { ...each, status: index === 440 ? ('CANCELED' as const) : ('SHIPPED' as const) },
    );
    await store(orders, 'deliveries');
    rowsRead = 0;
    const first = await api.run(admin, search, { filter: { status: 'CANCELED' } });
    expect(first).toEqual({ items: [], nextToken: expect.any(String) });
    expect(rowsRead).toBeGreaterThan(4 * (100 + 99));
    expect(rowsRead).toBeLessThanOrEqual(MOST_ROWS);
    const pagination = { nextToken: first.nextToken };
    const second = await api.run(admin, search, { filter: { status: 'CANCELED' }, pagination });
    expect([idsOf(second.items), second.nextToken]).toEqual([['order-0440'], null]);
    rowsRead = 0;
    const ready = await api.run(admin, search, { filter: { status: 'READY' } });
    expect([idsOf(ready.items), ready.nextToken, rowsRead]).toEqual([['order-0450'], null, 2]);
  });

  test('reads no more rows than it shows and how far they have come, and one to know of the next', async () => {
    await store(numbered(300).map((each) => ({ ...each, status: 'DELIVERED' as const })));
    for (const filter of [{}, { userId: 'tenant-1' }, { status: 'DELIVERED' }, { after: at(10) }]) {
      rowsRead = 0;
      const limit = 20;
      const { nextToken } = await api.run(admin, search, { filter, pagination: { limit } });
      // A person's orders of one status are looked at by the hundred.
      expect(rowsRead).toBeLessThanOrEqual(2 * limit + 2);
      expect(nextToken).toEqual(expect.any(String));
    }
  });

  test('goes on behind an order that is not in its listing any more', async () => {
    const orders = numbered(6).map((each) => ({ ...each, status: 'SHIPPED' as const }));
    await store(orders);
    for (const sortDirection of ['ASC', 'DESC'] as const) {
      await store(orders);
      const ask = (nextToken?: string) =>
        api.run(admin, search, {
          filter: { status: 'SHIPPED' },
          sortDirection,
          pagination: { limit: 3, nextToken },
        });
      const { items, nextToken } = await ask();
      const last = orders.find(({ order: { orderId } }) => orderId === items[2].orderId)!;
      await store([{ ...last, status: 'DELIVERED' }]);
      const rest = await ask(nextToken);
      expect(new Set([...idsOf(items), ...idsOf(rest.items)]).size).toBe(6);
    }
  });

  test('shows no order whose card is behind it', async () => {
    const [one] = numbered(1) as [Searched];
    await api.put(order('order-0000', one.order), card(one), progress('order-0000', { status: 'CANCELED' }));
    expect(await found(admin, { status: 'CREATED' })).toEqual([]);
    expect(await found(tenant, { status: 'CANCELED' })).toHaveLength(1);
  });

  test('has 20 orders when nobody says, and 1 to 100 when somebody does', async () => {
    await store(numbered(120));
    const sizeOf = async (pagination?: object) =>
      (await api.run(tenant, search, { pagination })).items.length;
    expect([
      await sizeOf(),
      await sizeOf({}),
      await sizeOf({ limit: 1 }),
      await sizeOf({ limit: 100 }),
    ]).toEqual([20, 20, 1, 100]);
  });
});

describe('a search', () => {
  beforeAll(() => started());

  test('for another person’s orders is refused to tenants', async () => {
    expect(await api.refusal(tenant, search, { filter: { userId: 'tenant-2' } })).toMatchObject({
      errorType: 'Forbidden',
    });
  });

  test('that nothing can match reads nothing', async () => {
    rowsRead = 0;
    for (const filter of [
      { status: 'QUEUED' },
      { after: '2027-01-02T00:00:00Z', before: '2027-01-01T00:00:00Z' },
      { minAmount: 2, maxAmount: 1 },
    ])
      expect(await api.run(admin, search, { filter })).toEqual({ items: [], nextToken: null });
    expect(rowsRead).toBe(0);
  });

  test.each([
    ['filter.minAmount', { minAmount: 0.001 }],
    ['filter.maxAmount', { maxAmount: -1 }],
    ['filter.storeIds', { storeIds: [] }],
    ['filter.skus', { skus: Array.from({ length: 16 }, (_, index) => `item-${index}`) }],
    ['filter.skus[1]', { skus: ['lamp', 'a#b'] }],
    ['filter.buildingId', { buildingId: '' }],
    ['filter.userId', { userId: '' }],
    ['filter.after', { after: '2027-02-01T00:00:00+18:30' }],
  ])('with a bad %s is refused', async (argument, filter) => {
    expect(await api.refusal(admin, search, { filter })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument },
    });
  });
});
