import * as when from '../../journeys/catalog/when.ts';
import type { Bad, Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import {
  invalid,
  invalidFor,
  nothing,
  notCounts,
  notIds,
  notNames,
  notTexts,
  pages,
  refused,
  UNKNOWN,
} from './values.ts';

/** Not in whole cents, below 0, or above 100,000. */
const notPrices = invalid(-0.01, -1, 0.001, 0.005, 12.345, 100_000.01, 1e9, 1e300, 5e-324, 0.1 + 0.2);

const notStores = [...notIds, ...refused('NotFound', ...UNKNOWN)];

/** No version at all; one that the thing is not at is a conflict, of which an answer tells the present one. */
const notVersions = invalid(0, -1, 100_000_000, 2 ** 31 - 1, -(2 ** 31));

const names = { name: notTexts(100), description: notTexts(500) };

/** A command to something new, at its first version. */
const command = (
  field: keyof typeof when.COMMANDS,
  target: 'storeId' | 'productId',
  others: object,
  bad: Record<string, readonly Bad[]>,
): Operation => ({
  field: `Mutation.${field}`,
  good: async ({ desk }) => ({
    [target]:
      target === 'productId'
        ? await when.hasProduct(desk)
        : await when.hasStore(desk, { participating: field !== 'enableStoreParticipation' }),
    expectedVersion: 1,
    ...others,
  }),
  bad: { [target]: notStores, expectedVersion: notVersions, ...bad },
});

const aService = {
  name: 'Cleaning',
  description: 'Of one room',
  price: 35,
  slotMinutes: 60,
  capacity: 2,
  timeZone: 'Europe/Berlin',
};

const adding: readonly Operation[] = [
  {
    field: 'Mutation.addProduct',
    use: 'that has stock',
    good: async ({ desk, storeId }) => ({
      input: { storeId, ...when.rolls(desk.cloud.world.random.uuid()) },
    }),
    bad: {
      'input.storeId': notStores,
      'input.name': names.name,
      'input.description': names.description,
      'input.sku': [...notNames, ...refused('AlreadyExists', ({ sku }: Scene) => sku)],
      'input.price': notPrices,
      // Without `capacity`, which a service has.
      'input.slotMinutes': [...notCounts(1440), ...invalid(4), ...invalidFor('capacity', 60)],
      'input.capacity': invalid(1),
      'input.timeZone': invalid('UTC'),
    },
  },
  {
    field: 'Mutation.addProduct',
    use: 'that is a service',
    good: async ({ storeId }) => ({ input: { storeId, ...aService } }),
    bad: {
      'input.slotMinutes': [...notCounts(1440), ...invalid(4)],
      'input.capacity': notCounts(100),
      'input.timeZone': invalid(
        '',
        'Europe',
        'Europe/',
        '/Berlin',
        'Europe/Berlin/',
        'europe/berlin',
        'Europe/Berlin Bratislava',
        'Berlin',
        'Mars/Olympus',
        'constructor/',
        '+02:00',
        'CET; DROP',
      ),
    },
  },
];

export const catalog: readonly Operation[] = [
  {
    field: 'Query.store',
    good: async ({ storeId }) => ({ id: storeId }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.listStores', 'stores', ['buildings', 'productsOfStore', 'skus'], {
    good: () => ({ participating: true }),
    bad: { participating: [] },
  }),
  {
    field: 'Query.product',
    good: async ({ productId }) => ({ id: productId, version: 1 }),
    bad: {
      id: [...notIds, ...nothing(...UNKNOWN)],
      version: [...notVersions, ...nothing(2, 50, 99_999_999)],
    },
  },
  ...pages('Query.catalog', 'productsOfStore', ['productsOfOtherStore', 'stores', 'ordersOfTenant'], {
    good: ({ storeId }) => ({ storeId }),
    bad: { storeId: [...notIds, ...nothing(...UNKNOWN)] },
  }),
  {
    field: 'Mutation.createStore',
    good: async () => ({ input: { ...when.aStore, participating: true } }),
    bad: { 'input.name': notTexts(100), 'input.location': notTexts(200), 'input.participating': [] },
  },
  command('rebrandStore', 'storeId', { name: 'Café' }, { name: notTexts(100) }),
  command('enableStoreParticipation', 'storeId', {}, {}),
  command('disableStoreParticipation', 'storeId', {}, {}),
  ...adding,
  command('rebrandProduct', 'productId', { name: 'Seven rolls', description: 'Warm' }, names),
  command(
    'increaseProductPrice',
    'productId',
    { price: 5 },
    { price: [...notPrices, ...invalid(4.2, 4, 0)] },
  ),
  command('decreaseProductPrice', 'productId', { price: 4 }, { price: [...notPrices, ...invalid(4.2, 5)] }),
  command('removeProduct', 'productId', {}, {}),
  {
    field: 'Mutation.publishProductChange',
    caller: 'role',
    good: async ({ productId }) => ({ id: productId, traceId: '1-697dee40-0123456789abcdef01234567' }),
    bad: { id: [...notIds, ...refused('NotFound', ...UNKNOWN)], traceId: [] },
    // What is no trace is not logged as one; the news goes out all the same.
    takesAny: ['traceId'],
  },
  {
    field: 'Subscription.onProductChange',
    good: async ({ storeId, productId }) => ({ storeId, productId }),
    bad: { storeId: notIds, productId: notIds },
  },
];
