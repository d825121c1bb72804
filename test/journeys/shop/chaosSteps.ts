import * as fc from 'fast-check';

/** Constructs of the workers that can be killed. */
export const workers = [
  'PlaceOrder',
  'SyncOrder',
  'AllocateOrderStock',
  'ProcessOrderPayment',
  'CompleteOrderPaymentAccepted',
  'CompensateCanceledOrder',
  'RefundCanceledOrder',
  'CreateOrderSaga',
  'SettleSagaPayments',
  'RunShoppingCommands',
  'RefundMissingUnits',
  'UpdateOffers',
  'CreateServiceBooking',
  'PayBooking',
  'ProjectOrders',
  'CreateNotifications',
  'SendNotifications',
];

/** Few of each, so that steps often concern the same ones. */
export const PEOPLE = 2;
export const SKUS = 3;
export const SLOTS = 2;

const person = fc.nat({ max: PEOPLE - 1 });
const sku = fc.nat({ max: SKUS - 1 });
const slot = fc.nat({ max: SLOTS - 1 });
const units = fc.integer({ min: 1, max: 3 });
/** Which of those that there are, counted around. */
const nth = fc.nat({ max: 1000 });
const is = <const Act extends string>(...acts: Act[]) => fc.constantFrom(...acts);

const seldom = fc.nat({ max: 5 }).map((one) => one === 0);

/** What the seller does. */
const seller = [
  { weight: 2, arbitrary: fc.record({ act: is('restock'), sku, units: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 3,
    // The product after the last SKU is the service.
    arbitrary: fc.record({
      act: is('reprice'),
      sku: fc.nat({ max: SKUS }),
      price: fc.constantFrom(0, 5, 8, 12, 15),
      stale: seldom,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('remove'), sku, again: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('participate'), sku, on: fc.constantFrom(true, true, false) }),
  },
];

/** What people order, each with or without a delivery, and what becomes of it. */
const orders = [
  {
    weight: 6,
    arbitrary: fc.record({
      act: is('addToBasket', 'setBasketUnits', 'removeFromBasket'),
      person,
      sku,
      units,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record(
      {
        act: is('checkOut'),
        person,
        sku,
        units,
        delivered: fc.constantFrom(true, true, true, false),
        stale: seldom,
        // What else reaches the cloud at the same instant.
        meanwhile: is('nothing', 'checkOut', 'addToBasket', 'reprice'),
        // In records of the feed: an order with a delivery makes some two hundred.
        canceledAfter: fc.nat({ max: 200 }),
      },
      { requiredKeys: ['act', 'person', 'sku', 'units', 'delivered', 'stale', 'meanwhile'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ act: is('cancelBasket', 'abandonBasket'), person }) },
  { weight: 3, arbitrary: fc.record({ act: is('place'), person, sku, units }) },
  { weight: 4, arbitrary: fc.record({ act: is('cancelOrder', 'shipOrder', 'deliverOrder'), nth }) },
];

/** What caretakers do with lists, and what people book. */
const services = [
  {
    weight: 8,
    arbitrary: fc.record({
      act: is('assign', 'complete'),
      caretaker: person,
      nth,
      missing: fc.nat({ max: 2 }),
      // Both caretakers want it at one instant.
      rival: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('release'), caretaker: person, nth }) },
  { weight: 4, arbitrary: fc.record({ act: is('book'), person, slot }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: is('confirm', 'cancelBooking', 'pay', 'move', 'authorize', 'confirmPayment', 'voidPayment'),
      nth,
      slot,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: is('disableUser', 'enableUser', 'enableUser', 'enableUser'), person }),
  },
];

/** What goes wrong, and who lies. */
const faults = [
  { weight: 4, arbitrary: fc.record({ act: is('redeliver'), nth }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: is('kill'),
      worker: fc.nat({ max: workers.length - 1 }),
      after: fc.nat({ max: 30 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: is('forgeOrder', 'forgeSaga', 'forgeList', 'forgeBasket'), nth }),
  },
  { weight: 2, arbitrary: fc.record({ act: is('advance'), seconds: fc.nat({ max: 600 }) }) },
  { weight: 3, arbitrary: fc.record({ act: is('rest') }) },
];

/** Each step is as frequent as its weight. */
export const chaosStep = fc.oneof(...seller, ...orders, ...services, ...faults);
export type ChaosStep = typeof chaosStep extends fc.Arbitrary<infer S> ? S : never;
