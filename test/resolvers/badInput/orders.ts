import { anOrder, aPaidOrder, aShippedOrder, aWish } from '../../journeys/authorization/things.ts';
import * as whenOrders from '../../journeys/orders/when.ts';
import type { Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';
import {
  invalid,
  LONG,
  nothing,
  notCounts,
  notIds,
  notNames,
  notTexts,
  pages,
  refused,
  UNKNOWN,
} from './values.ts';

const unknown = [...notIds, ...refused('NotFound', ...UNKNOWN)];

const manyLines = (count: number) => Array.from({ length: count }, () => whenOrders.aLine('lamp'));

/** Not in whole cents, below 0, or above 100,000: the next number that is, too. */
const notPrices = [
  ...invalid(-0.01, -1, 0.001, 12.345, 99_999.999, 100_000.01, 1e9, 1e21, 1e300, -1e300, 5e-5),
  ...invalid(1e-9, -1e-9, 5e-324, 0.1 + 0.2, 19.990000001, 99_999.990000001),
];

const lines = {
  'input.lines': invalid([], manyLines(26), manyLines(1000)),
  'input.lines[0].sku': notNames,
  'input.lines[0].units': notCounts(1_000_000),
  'input.lines[0].price': notPrices,
};

/** An order of the scene's tenant. */
const ofTenant = ({ desk, tenant }: Scene) => ({ desk, owner: tenant, otherTenant: tenant });

const placing: readonly Operation[] = [
  {
    field: 'Mutation.placeOrder',
    use: 'that names one SKU twice',
    good: async ({ desk }) => ({
      input: {
        ...(await aWish(desk)),
        lines: [whenOrders.aLine('lamp', 1, 0.1), whenOrders.aLine('lamp', 2, 0.3)],
      },
    }),
    bad: { 'input.orderId': notNames, ...lines },
  },
  {
    field: 'Mutation.placeOrder',
    use: 'as large as can be, for a tenant',
    good: async ({ tenant }) => ({
      input: {
        orderId: 'x'.repeat(64),
        lines: manyLines(25).map(() => whenOrders.aLine('y'.repeat(64), 1_000_000, 100_000)),
        userId: tenant.id,
      },
    }),
    bad: { ...lines, 'input.userId': unknown },
  },
];

/** Operations that an order's id is all there is to. */
const byOrderId = (field: string, anOrderForIt: typeof anOrder): Operation => ({
  field,
  good: async (scene) => ({ orderId: await anOrderForIt(ofTenant(scene)) }),
  bad: { orderId: [...notNames, ...refused('NotFound', ...UNKNOWN)] },
});

/** Keys of rows that are no event's, or of no row at all. */
const notKeys = (...others: string[]) =>
  invalid('', ' ', LONG, 'SKUS', 'ORDER', 'USER#x', 'events#x', 'a\u0000b', ...others);

const chaos: Operation = {
  field: 'Mutation.simulateRawEvent',
  good: async ({ desk }) => ({
    input: {
      ...whenOrders.aRawEvent(desk.cloud.world.random.uuid(), 'ORDER_TURNED_BLUE_EVENT'),
      eventData: '{"colour":"blue","__proto__":{"a":1},"":[]}',
    },
  }),
  bad: {
    'input.pk': notKeys(' EVENTS#ORDER_ID#x', `EVENTS#${LONG}`, 'EVENTS#a\nb', 'EVENT#x'),
    'input.sk': notKeys(' EVENT#x', `EVENT#${LONG}`, 'EVENT#a\nb', 'EVENTS#x', 'SKU#lamp', 'PROGRESS'),
    'input.eventName': notTexts(128),
    'input.eventData': invalid(
      'null',
      'true',
      '7',
      '"{}"',
      '[]',
      '[{"a":1}]',
      '{"a":1e300}',
      JSON.stringify({ a: 'x'.repeat(40_000) }),
    ),
  },
};

const lists: readonly Operation[] = [
  {
    field: 'Query.order',
    good: async ({ orderId }) => ({ orderId }),
    bad: { orderId: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.listOrders', 'ordersOfTenant', ['ordersOfOther', 'orders', 'bookingsOfTenant', 'skus'], {
    good: ({ tenant }) => ({ userId: tenant.id, sortDirection: 'DESC' }),
    bad: { userId: [...notIds, ...nothing(...UNKNOWN)], sortDirection: [] },
  }),
  ...pages('Query.listOrderPayments', 'payments', ['paymentsOfOrder', 'orders', 'users'], {
    good: () => ({ sortDirection: 'DESC' }),
    bad: { sortDirection: [] },
  }),
  ...pages(
    'Query.listOrderPayments',
    'paymentsOfOrder',
    ['paymentsOfOtherOrder', 'payments', 'ordersOfTenant', 'skus'],
    {
      good: ({ orderId }) => ({ orderId }),
      bad: { orderId: [...notIds, ...nothing(...UNKNOWN)] },
    },
  ),
];

const news: readonly Operation[] = [
  {
    field: 'Mutation.publishOrderStatus',
    caller: 'role',
    good: async ({ tenant }) => ({
      orderId: 'order',
      userId: tenant.id,
      status: 'SHIPPED',
      reason: 'because',
      updatedOn: '2027-01-20T10:00:00.000Z',
      traceId: '1-697dee40-0123456789abcdef01234567',
    }),
    bad: { orderId: notIds, userId: notIds, status: [], reason: [], updatedOn: [], traceId: [] },
    // What is no trace is not logged as one; the news goes out all the same.
    takesAny: ['reason', 'traceId'],
  },
  {
    field: 'Subscription.onOrderStatus',
    good: async ({ tenant }) => ({ orderId: 'order', userId: tenant.id }),
    bad: { orderId: notIds, userId: notIds },
  },
];

export const orders: readonly Operation[] = [
  ...placing,
  byOrderId('Mutation.cancelOrder', anOrder),
  byOrderId('Mutation.shipOrder', aPaidOrder),
  byOrderId('Mutation.deliverOrder', aShippedOrder),
  chaos,
  ...lists,
  ...news,
];
