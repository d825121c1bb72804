import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { synthesize } from '../lib/app.ts';
import { type Cloud, startCloud } from '../local/startCloud.ts';
import { connect, type Session } from '../start/connect.ts';
import { createPeople, offerAll, restockAll } from './client/setUp.ts';
import { writeResult } from './report/writeResult.ts';

/** Orders of an hour, one every six seconds, and those two months before it that load all code. */
const [ORDERS, EARLIER] = [600, 200];
/** Orders that are placed at the same time. */
const AT_ONCE = 10;

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const SKUS = Array.from({ length: 20 }, (_, index) => `goods-${index}`);
const PLACE = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }';

const outdir = join(import.meta.dirname, '../build/bench/soak');
const { directory: assembly } = synthesize({ outdir, checks: false });
const cloud = await startCloud({ assembly, seed: 1, frozenAt: Date.UTC(2027, 0, 20, 10) });
// After the start, because resolvers would see `gc` in their realm.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // The flag adds it to new realms.

const { staff, tenants } = await createPeople(cloud.describe(), 1);
await offerAll(staff, SKUS, 12.5);
await restockAll(staff, SKUS, ORDERS + EARLIER);
let placed = 0;
await placeOrders(cloud, EARLIER);
await pass(60);

const begin = await measure();
await placeOrders(cloud, ORDERS);
const steps = [rowOf('after the hour', await measure())];
await cloud.advance(HOUR);
steps.push(rowOf('an idle hour later', await measure()));
await pass(1);
await cloud.advance(HOUR);
steps.push(rowOf('a day later: records of the stream are over', await measure()));
await pass(32);
steps.push(rowOf('a month later: event rows and archived events are over', await measure()));
await cloud.close();

writeResult({
  name: 'soak',
  title: `What ${ORDERS} orders of an hour leave in memory, in moved time`,
  rows: steps,
  figures: { begin, steps },
});
process.exit(0);

/** Lets days pass. */
async function pass(days: number): Promise<void> {
  for (let day = 0; day < days; day++) await cloud.advance(DAY);
}

/** Places `count` orders, in moved time. Signs in again, because a token lasts an hour. */
async function placeOrders({ settles, advance }: Cloud, count: number): Promise<void> {
  const [first] = tenants;
  if (!first) throw new Error('somebody orders');
  const tenant = await connect(cloud.describe()).signIn(first.username, 'Passw0rd-2027');
  for (let done = 0; done < count; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => place(tenant)));
    await settles();
    await advance((AT_ONCE * HOUR) / ORDERS);
  }
}

function place(tenant: Session): Promise<unknown> {
  const number = placed++;
  const lines = [{ sku: SKUS[number % SKUS.length], units: 1 }];
  return tenant.graphql(PLACE, { input: { orderId: `order-${number}`, lines } });
}

interface Memory {
  readonly bytes: number;
  readonly timers: number;
}

async function measure(): Promise<Memory> {
  for (let round = 0; round < 5; round++) {
    await turn();
    collectGarbage();
  }
  const bytes = getHeapStatistics().used_heap_size + process.memoryUsage().external;
  return { bytes, timers: cloud.world.clock.scheduled() };
}

function rowOf(moment: string, { bytes, timers }: Memory) {
  return {
    moment,
    'heap beyond that before': `${((bytes - begin.bytes) / 2 ** 20).toFixed(1)} MB`,
    'an order': `${((bytes - begin.bytes) / ORDERS / 1000).toFixed(1)} KB`,
    'timers beyond those before': timers - begin.timers,
  };
}
