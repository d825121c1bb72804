import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { admin, apiKey, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';
import { order, progress } from './storedRows.ts';

const list = `query ($userId: ID, $sortDirection: SortDirection, $pagination: Pagination) {
  listOrders(userId: $userId, sortDirection: $sortDirection, pagination: $pagination) {
    items { orderId userId amount status reason createdOn updatedOn timeline { eventName } payment { paymentId } }
    nextToken } }`;
const two = (value: number) => String(value).padStart(2, '0');
const placedAt = (minute: number) => `2030-05-01T08:${two(minute)}:00.000Z`;
const numbered = (count: number, userId = 'tenant-1') =>
  Array.from({ length: count }, (_, index) =>
    order(`order-${two(index)}`, { userId, createdOn: placedAt(index) }),
  );
const idsOf = ({ items }: { items: { orderId: string }[] }) => items.map(({ orderId }) => orderId);

let api: StartedApi;
let batches: any[];
beforeEach(async () => {
  api = await startApi();
  batches = [];
  const { BatchGetItem } = api.tableActions;
  // Answers in another order than asked.
  api.tableActions.BatchGetItem = async (input, call) => {
    batches.push(input.RequestItems.table.Keys);
    const { Responses, ...rest } = await BatchGetItem!(input, call);
    return { ...rest, Responses: { table: [...Responses.table].reverse() } };
  };
});

describe.each([
  ['a person’s orders', tenant, { userId: 'tenant-1' }],
  ['all orders', caretaker, {}],
] as [string, Caller, object][])('pages of %s', (_what, reader, args) => {
  /** Every page to the end; each time, `between` happens before the next one is asked for. */
  const pages = async (sortDirection: string | undefined, between: (page: number) => Promise<unknown>) => {
    const seen: string[] = [];
    let nextToken: string | null | undefined;
    for (let page = 0; page === 0 || nextToken; page++) {
      const answer = await api.run(reader, list, {
        ...args,
        sortDirection,
        pagination: { limit: 7, nextToken },
      });
      expect(answer.items.length).toBeLessThanOrEqual(7);
      seen.push(...idsOf(answer));
      ({ nextToken } = answer);
      await between(page);
    }
    return seen;
  };
  const orders = numbered(60);
  const ids = Array.from({ length: 60 }, (_, index) => `order-${two(index)}`);

  test('answer each of sixty orders once, oldest first, while others are placed', async () => {
    await api.put(...orders);
    const seen = await pages(undefined, (page) =>
      api.put(
        order(`early-${page}`, { createdOn: '2030-04-01T08:00:00.000Z' }),
        ...(page < 3 ? [order(`late-${page}`, { createdOn: `2030-06-01T08:00:0${page}.000Z` })] : []),
      ),
    );
    // Those placed after everything lie ahead of the reader, and those before behind.
    expect(seen).toEqual([...ids, 'late-0', 'late-1', 'late-2']);
  });

  test('answer each of sixty orders once, newest first, while others are placed', async () => {
    await api.put(...orders);
    const seen = await pages('DESC', (page) =>
      api.put(order(`late-${page}`, { createdOn: '2030-06-01T08:00:00.000Z' })),
    );
    expect(seen).toEqual([...ids].reverse());
  });

  test('have 20 orders when nobody says, and 1 to 100 when somebody does', async () => {
    await api.put(...orders, ...Array.from({ length: 50 }, (_, index) => order(`more-${two(index)}`)));
    const sizeOf = async (pagination?: object) =>
      (await api.run(reader, list, { ...args, pagination })).items.length;
    expect(await sizeOf()).toBe(20);
    expect(await sizeOf({})).toBe(20);
    expect(await sizeOf({ limit: 1 })).toBe(1);
    expect(await sizeOf({ limit: 100 })).toBe(100);
    for (const limit of [0, -1, 101])
      expect(await api.refusal(reader, list, { ...args, pagination: { limit } })).toMatchObject({
        count: 1,
        errorType: 'InvalidArgument',
        errorInfo: { argument: 'pagination.limit' },
      });
  });
});

describe('how far the orders of a page have come', () => {
  test('is read in one batch, each with its own', async () => {
    const statuses = ['STOCK_ALLOCATED', 'SHIPPED', 'CANCELED'] as const;
    await api.put(
      ...numbered(40),
      ...Array.from({ length: 30 }, (_, index) =>
        progress(`order-${two(index)}`, { status: statuses[index % 3]!, updatedOn: placedAt(index) }),
      ),
    );
    const { items } = await api.run(tenant, list, { pagination: { limit: 100 } });
    expect(items).toHaveLength(40);
    for (const [index, item] of items.entries())
      expect(item).toMatchObject({
        orderId: `order-${two(index)}`,
        status: index < 30 ? statuses[index % 3] : 'CREATED',
        updatedOn: placedAt(index),
        timeline: null,
        payment: null,
      });
    expect(batches).toHaveLength(1);
    expect(batches[0]).toHaveLength(40);
  });

  test('is read once a page, and not for an empty one', async () => {
    await api.put(...numbered(5));
    const { nextToken } = await api.run(tenant, list, { pagination: { limit: 3 } });
    await api.run(tenant, list, { pagination: { limit: 3, nextToken } });
    expect(batches.map((keys) => keys.length)).toEqual([3, 2]);
    expect(await api.run(otherTenant, list)).toEqual({ items: [], nextToken: null });
    expect(batches).toHaveLength(2);
  });

  test('is not guessed where the table did not answer all', async () => {
    await api.put(...numbered(2));
    const { BatchGetItem } = api.tableActions;
    api.tableActions.BatchGetItem = async (input, call) => {
      const [one, ...others] = input.RequestItems.table.Keys;
      const answer = await BatchGetItem!({ RequestItems: { table: { Keys: others } } }, call);
      return { ...answer, UnprocessedKeys: { table: { Keys: [one] } } };
    };
    expect(await api.refusal(tenant, list)).toMatchObject({ count: 1, errorType: 'TryAgain' });
  });
});

describe('who asks', () => {
  beforeEach(() =>
    api.put(
      order('mine', { createdOn: placedAt(1) }),
      order('theirs', { userId: 'tenant-2', createdOn: placedAt(2) }),
    ),
  );

  test('a tenant sees its own, and nobody else’s', async () => {
    expect(idsOf(await api.run(tenant, list))).toEqual(['mine']);
    expect(idsOf(await api.run(tenant, list, { userId: null }))).toEqual(['mine']);
    expect(idsOf(await api.run(otherTenant, list, { userId: 'tenant-2' }))).toEqual(['theirs']);
    expect(await api.refusal(tenant, list, { userId: 'tenant-2' })).toMatchObject({
      count: 1,
      errorType: 'Forbidden',
    });
  });

  test('staff sees all, or those of whom it names', async () => {
    for (const reader of [caretaker, admin]) {
      expect(idsOf(await api.run(reader, list))).toEqual(['mine', 'theirs']);
      expect(idsOf(await api.run(reader, list, { userId: 'tenant-2' }))).toEqual(['theirs']);
    }
  });

  test('an API key sees nothing, and a person that cannot be is refused', async () => {
    expect(await api.refusal(apiKey, list)).toMatchObject({ errorType: 'Unauthorized' });
    for (const userId of ['a#b', ''])
      expect(await api.refusal(caretaker, list, { userId })).toMatchObject({
        errorType: 'InvalidArgument',
        errorInfo: { argument: 'userId' },
      });
  });
});

describe('a token', () => {
  const tokenOf = async (caller: Caller, args: object = {}): Promise<string> =>
    (await api.run(caller, list, { ...args, pagination: { limit: 1 } })).nextToken;
  const refused = { count: 1, errorType: 'InvalidArgument', errorInfo: { argument: 'pagination.nextToken' } };
  beforeEach(() =>
    api.put(...numbered(3), ...[1, 2].map((n) => order(`theirs-${n}`, { userId: 'tenant-2' }))),
  );

  test('that nobody gave out is refused', async () => {
    const token = await tokenOf(tenant);
    const garbled = `${token.slice(0, -8)}AAAAAAA=`;
    for (const nextToken of ['forged', garbled, Buffer.from('{"version":3,"token":"x"}').toString('base64')])
      expect(await api.refusal(tenant, list, { pagination: { nextToken } })).toMatchObject(refused);
  });

  test('of another list is refused, whoever shows it', async () => {
    const others = await tokenOf(otherTenant);
    expect(await api.refusal(tenant, list, { pagination: { nextToken: others } })).toMatchObject(refused);
    const all = await tokenOf(caretaker);
    expect(await api.refusal(tenant, list, { pagination: { nextToken: all } })).toMatchObject(refused);
    expect(
      await api.refusal(caretaker, list, { userId: 'tenant-1', pagination: { nextToken: others } }),
    ).toMatchObject(refused);
  });
});
