import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOTIFICATION_CREATED_EVENT } from '../../../model/notifications/events.ts';
import { bookingNotices, orderNotices } from '../../../model/notifications/kinds.ts';
import { openSagaStatuses } from '../../../model/sagas/states.ts';
import * as given from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { deadLetters } from '../orders/deadLetters.ts';
import { redelivers } from '../orders/redelivers.ts';
import { nothingIsLost } from '../orders/nothingIsLost.ts';
import { items } from '../then.ts';
import { ask } from '../when.ts';
import { act } from './chaosActs.ts';
import { begin, keyOf, signInAgain, type Run } from './chaosRun.ts';
import { chaosStep, type ChaosStep } from './chaosSteps.ts';
import { expectBasketsAreOrders, expectOneOpenBasket } from './invariants/baskets.ts';
import { expectCatalog } from './invariants/catalog.ts';
import { expectShopping } from './invariants/fulfilment.ts';
import { expectNothingTakenTwice, expectPaymentsSettled } from './invariants/payments.ts';
import { expectCataloguePrices } from './invariants/prices.ts';
import { expectLawfulSagas } from './invariants/sagas.ts';
import { expectCardsAreOrders } from './invariants/search.ts';
import { expectEverybodyTold, expectToldOnce } from './invariants/notifications.ts';
import { expectBookedPrices, expectSeats } from './invariants/slots.ts';

/** The environment can set another seed and more runs: `CHAOS_SEED=7 CHAOS_RUNS=20`. A failure prints its seed. */
const { CHAOS_SEED = '1', CHAOS_RUNS = '3' } = process.env;

const MINUTES = 60_000;
/** Of the steps, one in so many is followed by a look at everything, beside the last. */
const LOOK_EVERY = 8;

let desk: given.Frontdesk;
const raw = new Set<string>();
beforeAll(async () => {
  desk = await given.frontdesk({ conflicts: 'hostile', seed: Number(CHAOS_SEED) });
});
afterAll(async () => desk[Symbol.asyncDispose]());

const nowOf = ({ cloud }: given.Frontdesk) => new Date(cloud.world.clock.now()).toISOString();

test('the shop keeps its promises, whatever is duplicated, late, reordered, killed or forged', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(chaosStep, { minLength: 30, maxLength: 80, size: 'max' }), async (steps) => {
      await withPromisesKept(`r${++run}-`, steps);
    }),
    { seed: Number(CHAOS_SEED), numRuns: Number(CHAOS_RUNS), endOnFailure: true },
  );
}, 600_000);

async function withPromisesKept(prefix: string, steps: readonly ChaosStep[]): Promise<void> {
  const admin = await given.signedInAgain(desk, desk.admin);
  const caretaker = await given.signedInAgain(desk, desk.caretaker);
  const run = await begin({ ...desk, admin, caretaker }, prefix, raw);
  for (const [index, each] of steps.entries()) {
    await act(run, index, each);
    if (index % LOOK_EVERY === 0) expectAtAnyInstant(await items(desk, ''), run);
  }
  for (const stop of run.stops) stop();
  await Promise.all(run.underWay);
  await restWithSagas(run);
  await replaysNotices(run);
  const rows = await items(desk, '');
  expectAtAnyInstant(rows, run);
  expectAtRest(rows, run);
  const untold = await deadLetters(desk, ['CreateNotifications']);
  expectEverybodyTold(rows, new Set(untold.map(({ attributes }) => attributes['EntityId'] ?? '')));
  await nothingIsLost(desk, { prefix, orders: run.placed, lots: [] });
}

/** What was at rest before this run is still as it was then. */
function expectAtAnyInstant(rows: readonly Record<string, any>[], { desk, raw }: Run): void {
  expectBasketsAreOrders(rows);
  expectOneOpenBasket(rows);
  expectShopping(rows);
  expectLawfulSagas(rows);
  expectNothingTakenTwice(rows);
  expectCardsAreOrders(rows);
  expectSeats(rows, nowOf(desk));
  expectBookedPrices(rows);
  expectCataloguePrices(rows, raw);
  expectToldOnce(rows, desk.cloud.services.mailbox.messages());
}

function expectAtRest(rows: readonly Record<string, any>[], { raw }: Run): void {
  expectBasketsAreOrders(rows, { atRest: true });
  expectCatalog(rows);
  expectCardsAreOrders(rows, { atRest: true });
  const open = rows.filter(({ pk, status }) => pk.startsWith('SAGA#') && openSagaStatuses.includes(status));
  expect(open.map(({ orderId, status, command }) => ({ orderId, status, command }))).toEqual([]);
  expectPaymentsSettled(rows, { raw });
}

/** Everything that people are told of comes again, as when the archive is replayed. */
async function replaysNotices({ desk, before }: Run): Promise<void> {
  const events = (await items(desk, '')).filter(
    (row) => row['applied'] === true && toldNames.includes(row['eventName']) && !before.has(keyOf(row)),
  );
  await redelivers(desk, events);
  await comesToRest(desk);
}

const toldNames: readonly string[] = [
  ...Object.keys(orderNotices),
  ...Object.keys(bookingNotices),
  NOTIFICATION_CREATED_EVENT,
];

const RETRY = 'mutation ($orderId: ID!) { retrySaga(orderId: $orderId) { status } }';
/** How often staff asks sagas to go on that are stuck. */
const RETRIES = 3;

/** Lets time pass until nothing is in flight, and staff retry what is stuck. */
async function restWithSagas(run: Run): Promise<void> {
  await comesToRest(run.desk);
  for (let round = 0; round < RETRIES; round++) {
    const stuck = (await items(run.desk, 'SAGA#')).filter(({ status }) => openSagaStatuses.includes(status));
    if (stuck.length === 0) return;
    await run.desk.cloud.advance(25 * MINUTES);
    await signInAgain(run);
    for (const { orderId } of stuck) await ask(run.desk, run.desk.admin, RETRY, { orderId });
    await comesToRest(run.desk);
  }
}
