import * as fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import * as given from '../given.ts';
import { expectCataloguePrices } from '../shop/invariants/prices.ts';
import { items } from '../then.ts';
import { chaosStep, OPENING_PRICE, SKUS, workers, type ChaosStep } from './chaosSteps.ts';
import { comesToRest } from './comesToRest.ts';
import { kills } from './kills.ts';
import { nothingIsLost, type Accepted } from './nothingIsLost.ts';
import { redelivers } from './redelivers.ts';
import * as then from './then.ts';
import * as when from './when.ts';

/** The environment can set another seed and more runs: `CHAOS_SEED=7 CHAOS_RUNS=100`. A failure prints its seed. */
const { CHAOS_SEED = '1', CHAOS_RUNS = '8' } = process.env;

const OPENING_UNITS = 4;

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk({ conflicts: 'hostile', seed: Number(CHAOS_SEED) });
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** What a run has done so far. */
interface Run {
  readonly desk: given.Frontdesk;
  readonly owner: given.Person;
  readonly accepted: Accepted;
  /** Orders that raw events were written for. */
  readonly raw: Set<string>;
  /** Functions that cancel kills that have not happened yet. */
  readonly stops: (() => void)[];
}

test('stock, money and statuses stay right and nothing is lost, whatever is duplicated, late, reordered or killed', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(chaosStep, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
      await withEverythingRight(`r${++run}-`, steps);
    }),
    { seed: Number(CHAOS_SEED), numRuns: Number(CHAOS_RUNS), endOnFailure: true },
  );
}, 600_000);

async function withEverythingRight(prefix: string, steps: readonly ChaosStep[]): Promise<void> {
  const run = await begin(prefix);
  const statuses = await when.follows(desk, run.desk.admin);
  for (const [index, each] of steps.entries()) {
    await act(run, index, each);
    then.invariantsHold(await then.readState(desk));
  }
  for (const stop of run.stops) stop();
  await comesToRest(desk);
  await statuses.close();
  const state = await then.readState(desk, prefix);
  await nothingIsLost(desk, run.accepted);
  then.expectBalanced(state, run.raw);
  then.statusesAreLawful(statuses, state);
  expectCataloguePrices(await items(desk, ''), {
    has: (orderId) => !orderId.startsWith(prefix) || run.raw.has(orderId),
  });
}

/** Starts with some of each SKU on hand, because orders without stock end before much can happen to them. */
async function begin(prefix: string): Promise<Run> {
  const admin = await given.signedInAgain(desk, desk.admin);
  const owner = await given.signedInAgain(desk, tenant);
  const accepted = { prefix, orders: [], lots: [] };
  const run = { desk: { ...desk, admin }, owner, accepted, raw: new Set<string>(), stops: [] };
  for (let sku = 0; sku < SKUS; sku++) {
    await when.hasOffered(run.desk, `${prefix}sku-${sku}`, OPENING_PRICE);
    await act(run, `opening-${sku}`, { act: 'restock', sku, units: OPENING_UNITS });
  }
  await desk.cloud.settles();
  return run;
}

async function act(
  { desk, owner, accepted, raw, stops }: Run,
  name: string | number,
  step: ChaosStep,
): Promise<void> {
  const { prefix, orders, lots } = accepted;
  const skuOf = (nth: number) => `${prefix}sku-${nth}`;
  const orderOf = (nth: number) => `${prefix}order-${nth}`;
  switch (step.act) {
    case 'restock': {
      const lot = { sku: skuOf(step.sku), units: step.units, lotId: `lot-${name}` };
      const { errors } = await when.restocks(desk, lot.sku, lot.units, lot.lotId);
      if (!errors) lots.push(lot);
      return;
    }
    case 'reprice':
      await when.reprices(desk, skuOf(step.sku), step.price);
      return;
    case 'place': {
      const lines = step.lines.map(({ sku, ...rest }) => ({ ...rest, sku: skuOf(sku) }));
      const order = { orderId: orderOf(step.order), lines };
      const { errors } = await when.places(desk, owner, order);
      if (!errors) orders.push(order);
      return;
    }
    case 'raw': {
      const orderId = orderOf(step.order);
      const lines = [{ sku: skuOf(0), units: 1, priceCents: 1000 }];
      const eventData = { orderId, userId: owner.id, lines };
      await when.writesRaw(desk, when.aRawEvent(orderId, step.eventName, eventData));
      raw.add(orderId);
      return;
    }
    case 'redeliver': {
      const rows = (await items(desk, 'EVENTS#')).filter(({ applied, pk }) => applied && pk.includes(prefix));
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
      await when.moves(desk, desk.admin, step.act, orderOf(step.order));
  }
}
