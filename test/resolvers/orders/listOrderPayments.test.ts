import { beforeEach, describe, expect, test } from 'vitest';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';
import { order, payment } from './storedRows.ts';

const list = `query ($orderId: ID, $sortDirection: SortDirection, $pagination: Pagination) {
  listOrderPayments(orderId: $orderId, sortDirection: $sortDirection, pagination: $pagination) {
    items { paymentId orderId userId paymentStatus paymentRetries amount reason } nextToken } }`;
const two = (value: number) => String(value).padStart(2, '0');
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
  // Every other one has a payment.
  await api.put(
    ...Array.from({ length: 20 }, (_, index) => [
      order(`order-${two(index)}`, { createdOn: `2030-05-01T08:${two(index)}:00.000Z` }),
      ...(index % 2 === 0
        ? [payment(`order-${two(index)}`, { paymentRetries: index, amountCents: index })]
        : []),
    ]).flat(),
    order('theirs', { userId: 'tenant-2', createdOn: '2030-05-02T08:00:00.000Z' }),
    payment('theirs', { userId: 'tenant-2', paymentStatus: 'PAYMENT_REJECTED', reason: 'too dear' }),
  );
});

const paid = Array.from({ length: 10 }, (_, index) => `order-${two(index * 2)}`);

/** Every page's orders to the end. */
const pages = async (args: object) => {
  const seen: string[][] = [];
  let nextToken: string | null | undefined;
  do {
    const page = await api.run(tenant, list, { ...args, pagination: { limit: 6, nextToken } });
    seen.push(idsOf(page));
    ({ nextToken } = page);
  } while (nextToken);
  return seen;
};

test('pages follow their orders, answer each payment once, and read once', async () => {
  const seen = await pages({});
  expect(seen.flat()).toEqual(paid);
  expect(seen.map((page) => page.length)).toEqual([3, 3, 3, 1]);
  expect(batches.map((keys) => keys.length)).toEqual([6, 6, 6, 2]);
  expect((await pages({ sortDirection: 'DESC' })).flat()).toEqual([...paid].reverse());
});

test('each payment is its own order’s', async () => {
  const { items } = await api.run(tenant, list);
  for (const { paymentId, orderId, userId, paymentRetries, amount } of items) {
    expect({ paymentId, userId }).toEqual({ paymentId: `order:${orderId}`, userId: 'tenant-1' });
    expect(orderId).toBe(`order-${two(paymentRetries)}`);
    expect(amount).toBe(paymentRetries / 100);
  }
});

test('tenants see their own, staff everybody’s', async () => {
  expect(idsOf(await api.run(otherTenant, list))).toEqual(['theirs']);
  for (const reader of [caretaker, admin])
    expect(idsOf(await api.run(reader, list, { pagination: { limit: 100 } }))).toEqual([...paid, 'theirs']);
});

describe('of one order', () => {
  test('its payment is answered to its owner and to staff', async () => {
    for (const reader of [otherTenant, caretaker, admin])
      expect(await api.run(reader, list, { orderId: 'theirs' })).toEqual({
        items: [
          {
            paymentId: 'order:theirs',
            orderId: 'theirs',
            userId: 'tenant-2',
            paymentStatus: 'PAYMENT_REJECTED',
            paymentRetries: 0,
            amount: 139.99,
            reason: 'too dear',
          },
        ],
        nextToken: null,
      });
    expect(await api.refusal(tenant, list, { orderId: 'theirs' })).toMatchObject({
      count: 1,
      errorType: 'Forbidden',
    });
  });

  test('there is none where there is no payment, or no order', async () => {
    for (const orderId of ['order-01', 'unknown'])
      expect(await api.run(tenant, list, { orderId })).toEqual({ items: [], nextToken: null });
  });

  test('an id that could be none is refused', async () => {
    for (const orderId of ['a#b', ''])
      expect(await api.refusal(tenant, list, { orderId })).toMatchObject({
        errorType: 'InvalidArgument',
        errorInfo: { argument: 'orderId' },
      });
  });
});

test('limits and tokens are those of other lists', async () => {
  for (const limit of [0, 101])
    expect(await api.refusal(tenant, list, { pagination: { limit } })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.limit' },
    });
  const all = (await api.run(caretaker, list, { pagination: { limit: 1 } })).nextToken;
  for (const nextToken of ['forged', all])
    expect(await api.refusal(tenant, list, { pagination: { nextToken } })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.nextToken' },
    });
});
