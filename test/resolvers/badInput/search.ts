import type { Bad, Operation } from './Operation.ts';
import { LOBBY, type Scene } from './Scene.ts';
import { invalid, LONG, notCounts, notIds, notNames } from './values.ts';

const notInstants = invalid(
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-18:00',
  '2027-03-10T09:00:00+18:01',
  '2027-03-10T09:00:00-99:00',
);

/** Not in whole cents, below 0, or above what an order can cost. */
const notAmounts = invalid(-0.01, -1, 0.001, 12.345, 2_500_000_000_000.01, 1e21, 1e300, -1e300, 5e-324);

const many = (count: number) => Array.from({ length: count }, (_, index) => `item-${index}`);
const notChoices = invalid([], many(16), many(1000));

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Of another list or another search, cut, or made up. */
const notTokens: Bad[] = invalid(
  '',
  ' ',
  'forged',
  LONG,
  base64('{}'),
  base64('2027-01-20T10:00:00.000Z#order ["admin"]'),
  ({ tokens }: Scene) => tokens.orders,
  ({ tokens }: Scene) => tokens.ordersOfTenant,
  ({ tokens }: Scene) => tokens.foundOrders.slice(0, -8),
  ({ tokens }: Scene) => tokens.foundOrders.slice(8),
  ({ tokens }: Scene) => tokens.foundOrders.repeat(2),
);

export const search: readonly Operation[] = [
  {
    field: 'Query.searchOrders',
    use: 'from the start',
    good: async ({ tenant, buildingId }) => ({
      filter: {
        userId: tenant.id,
        after: '2026-12-31T23:59:59+01:00',
        before: '2027-02-01T00:00:00.000Z',
        minAmount: 0,
        maxAmount: 2_500_000_000_000,
        ...LOBBY,
        status: 'CREATED',
        buildingId,
      },
      sortDirection: 'DESC',
      pagination: { limit: 1 },
    }),
    bad: {
      'filter.userId': notIds,
      'filter.after': notInstants,
      'filter.before': notInstants,
      'filter.minAmount': notAmounts,
      'filter.maxAmount': notAmounts,
      'filter.storeIds': notChoices,
      'filter.storeIds[0]': notIds,
      'filter.skus': notChoices,
      'filter.skus[0]': notNames,
      'filter.status': [],
      'filter.buildingId': notIds,
      sortDirection: [],
      'pagination.limit': notCounts(100),
    },
  },
  {
    field: 'Query.searchOrders',
    use: 'further on',
    good: async ({ tokens }) => ({
      filter: LOBBY,
      pagination: { limit: 1, nextToken: tokens.foundOrders },
    }),
    bad: { 'pagination.nextToken': notTokens },
  },
];
