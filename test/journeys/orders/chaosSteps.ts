import * as fc from 'fast-check';
import { orderEventNames, ORDER_PLACED_EVENT } from '../../../model/orders/events.ts';

/** Constructs of the workers that can be killed. */
export const workers = [
  'PlaceOrder',
  'SyncOrder',
  'RestockSku',
  'AllocateOrderStock',
  'ProcessOrderPayment',
  'CompleteOrderPaymentAccepted',
  'DeallocateOrderPaymentRejected',
  'CompensateCanceledOrder',
  'RefundCanceledOrder',
];

/** Few of each, so that steps often concern the same ones. */
export const SKUS = 3;
const ORDERS = 4;

/** In EUR, of each SKU. */
export const OPENING_PRICE = 10;

const sku = fc.nat({ max: SKUS - 1 });
const order = fc.nat({ max: ORDERS - 1 });
/** Some name the price of the beginning, which may have changed since. */
const line = fc.record(
  { sku, units: fc.integer({ min: 1, max: 3 }), price: fc.constant(OPENING_PRICE) },
  { requiredKeys: ['sku', 'units'] },
);

/** What users, Admins and faults do. Each step is as frequent as its weight. */
export const chaosStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('restock' as const),
      sku,
      units: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('place' as const),
      order,
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('reprice' as const),
      sku,
      price: fc.constantFrom(0, 0, 5, OPENING_PRICE),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('cancelOrder' as const, 'shipOrder' as const, 'deliverOrder' as const),
      order,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('raw' as const),
      order,
      eventName: fc.constantFrom(ORDER_PLACED_EVENT, ...orderEventNames),
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('redeliver' as const), nth: fc.nat({ max: 1000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('kill' as const),
      worker: fc.nat({ max: workers.length - 1 }),
      after: fc.nat({ max: 30 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('advance' as const), seconds: fc.nat({ max: 120 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rest' as const) }) },
);
export type ChaosStep = typeof chaosStep extends fc.Arbitrary<infer S> ? S : never;
