import * as fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { orderEventNames, ORDER_PLACED_EVENT } from '../../../model/orders/events.ts';
import * as given from '../given.ts';
import { items } from '../then.ts';
import { kills } from './kills.ts';
import { redelivers } from './redelivers.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const MINUTES = 60_000;
/** Another seed, and more runs, by the environment: `CHAOS_SEED=7 CHAOS_RUNS=100`. A failure prints its own. */
const { CHAOS_SEED = '1', CHAOS_RUNS = '6' } = process.env;

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const workers = [
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

const sku = fc.nat({ max: 2 });
const order = fc.nat({ max: 5 });
const line = fc.record({ sku, units: fc.integer({ min: 1, max: 3 }), price: fc.constantFrom(0, 10, 10, 10) });
const step = fc.oneof(
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
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('cancelOrder' as const, 'shipOrder' as const, 'deliverOrder' as const),
      order,
    }),
  },
  {
    weight: 2,
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
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test('stock, money and statuses stay right, whatever is doubled, late, reordered or killed', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
      await withEverythingRight(`r${++run}`, steps);
    }),
    { seed: Number(CHAOS_SEED), numRuns: Number(CHAOS_RUNS), endOnFailure: true },
  );
}, 600_000);

async function withEverythingRight(run: string, steps: readonly Step[]): Promise<void> {
  const staff = await given.signedInAgain(desk, desk.admin);
  const owner = await given.signedInAgain(desk, tenant);
  const today = { ...desk, admin: staff };
  const statuses = await when.follows(desk, staff);
  const stops: (() => void)[] = [];
  for (const [index, each] of steps.entries()) {
    await act(today, owner, run, index, each, stops);
    then.invariantsHold(await then.booksOf(desk));
  }
  for (const stop of stops) stop();
  await desk.cloud.settles();
  for (const _ of [1, 2, 3, 4]) await desk.cloud.advance(15 * MINUTES);
  await desk.cloud.settles();
  await statuses.close();
  const books = await then.booksOf(desk);
  then.booksBalance(books, true);
  then.statusesAreLawful(statuses, {
    ...books,
    orders: books.orders.filter(({ orderId }) => orderId.startsWith(run)),
  });
}

async function act(
  desk: given.Frontdesk,
  owner: given.Person,
  run: string,
  index: number,
  step: Step,
  stops: (() => void)[],
): Promise<void> {
  const skuOf = (nth: number) => `${run}-sku-${nth}`;
  switch (step.act) {
    case 'restock':
      await when.restocks(desk, skuOf(step.sku), step.units, `lot-${index}`);
      return;
    case 'place': {
      const lines = step.lines.map(({ sku, ...rest }) => ({ ...rest, sku: skuOf(sku) }));
      await when.places(desk, owner, { orderId: `${run}-order-${step.order}`, lines });
      return;
    }
    case 'raw': {
      const orderId = `${run}-order-${step.order}`;
      const lines = [{ sku: skuOf(0), units: 1, priceCents: 1000 }];
      await when.writesRaw(
        desk,
        when.aRawEvent(orderId, step.eventName, { orderId, userId: owner.id, lines }),
      );
      return;
    }
    case 'redeliver': {
      const rows = (await items(desk, 'EVENTS#')).filter(({ applied, pk }) => applied && pk.includes(run));
      if (rows.length > 0) await redelivers(desk, [rows[step.nth % rows.length]!]);
      return;
    }
    case 'kill':
      stops.push(kills(desk, workers[step.worker]!, step.after));
      return;
    case 'advance':
      await desk.cloud.advance(step.seconds * 1000);
      return;
    case 'rest':
      await desk.cloud.settles();
      return;
    default:
      await when.moves(desk, desk.admin, step.act, `${run}-order-${step.order}`);
  }
}
