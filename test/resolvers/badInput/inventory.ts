import type { Operation } from './Operation.ts';
import { invalid, LONG, nothing, notCounts, notIds, notNames, pages, UNKNOWN } from './values.ts';

/** What is no number of units, what DynamoDB would spell otherwise, and what GraphQL cannot tell. */
const notLevels = invalid(
  '',
  ' ',
  'ten',
  'NaN',
  'Infinity',
  '1.5',
  '1e3',
  '0x10',
  '05',
  '+5',
  ' 5',
  '5\n',
  '-1',
  '2147483648',
  '-99999999999',
  '9'.repeat(40),
  LONG,
);

export const inventory: readonly Operation[] = [
  {
    field: 'Mutation.restockSku',
    good: async ({ desk }) => ({ input: { sku: 'lamp', units: 5, lotId: desk.cloud.world.random.uuid() } }),
    bad: { 'input.sku': notNames, 'input.units': notCounts(1_000_000), 'input.lotId': notNames },
  },
  ...pages('Query.listSkus', 'skus', ['orders', 'buildings', 'paymentsOfOrder'], {
    good: () => ({ sortDirection: 'DESC' }),
    bad: { sortDirection: [] },
    most: 1000,
  }),
  {
    field: 'Query.listSkus',
    use: 'named',
    good: async () => ({ sku: 'lamp' }),
    bad: { sku: [...notIds, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Mutation.publishStockLevel',
    caller: 'role',
    good: async () => ({
      sku: 'lamp',
      units: '2147483647',
      version: '7',
      updatedOn: '2027-01-20T10:00:00.000Z',
    }),
    bad: { sku: notIds, units: notLevels, version: notLevels, updatedOn: [] },
  },
  { field: 'Subscription.onStockLevel', good: async () => ({ sku: 'lamp' }), bad: { sku: notIds } },
];
