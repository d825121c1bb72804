import { parseArgs } from 'node:util';
import { placeAll } from './client/sendBurst.ts';
import { createPeople, offerAll, restockAll } from './client/setUp.ts';
import { subscribeToSubjects } from './client/subscribeToSubjects.ts';
import { CLIENTS, quantile, readSizes, throwFaults } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';
import { countOrders, faultsOfOrders } from './server/storedOrders.ts';

/** Orders count as lost once the subscription has delivered nothing for so many milliseconds. */
const SILENCE_MS = 30_000;
/** Whole cents of each order. */
const ORDER_CENTS = 1250;

interface OrderStatus {
  readonly onOrderStatus: { readonly orderId: string; readonly status: string };
}

const SUBSCRIPTION = 'subscription { onOrderStatus { orderId status } }';
const paidOf = ({ onOrderStatus: { orderId, status } }: OrderStatus) =>
  status === 'PAYMENT_ACCEPTED' ? orderId : undefined;

export interface OrdersOptions {
  readonly orders: number;
  /** SKUs that the orders are for, one after the other. @default 20, so that no single one is the bottleneck */
  readonly skus?: number;
  /** How transactions conflict: `--conflicts` of `npm start`. @default realistic */
  readonly conflicts?: string;
  /** Arguments of the server's Node, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
}

type OrdersBurst = Awaited<ReturnType<typeof measureOrders>>;

/** Runs a burst of `orders` by 50 clients on a fresh server. One member of staff subscribes to every order until its payment. */
async function measureOrders({ orders, skus: count = 20, conflicts, nodeArguments = [] }: OrdersOptions) {
  const skus = Array.from({ length: count }, (_, index) => `goods-${index}`);
  const startArguments = ['--empty', ...(conflicts === undefined ? [] : ['--conflicts', conflicts])];
  const server = await startFrontdesk({ nodeArguments, startArguments });
  try {
    const { description } = server;
    const { staff, tenants } = await createPeople(description, CLIENTS);
    await offerAll(staff, skus, ORDER_CENTS / 100);
    await restockAll(staff, skus, orders);
    const follower = await subscribeToSubjects(description, {
      token: staff.idToken,
      subscription: SUBSCRIPTION,
      subjectOf: paidOf,
    });
    const before = server.usage();
    const began = performance.now();
    const { acceptedAt, answerMs } = await placeAll(description, tenants, {
      skus,
      each: orders / CLIENTS,
      cents: ORDER_CENTS,
    });
    const answered = performance.now();
    await follower.waitFor(orders, SILENCE_MS);
    const ended = performance.now();
    const after = server.usage();
    follower.close();
    const stored = await countOrders(description);
    const delays = [...acceptedAt].map(([id, accepted]) => (follower.deliveredAt.get(id) ?? NaN) - accepted);
    return {
      orders,
      clients: CLIENTS,
      acceptedPerSecond: (orders / (answered - began)) * 1000,
      paidPerSecond: (orders / (ended - began)) * 1000,
      answerMs: { p50: quantile(answerMs, 0.5), p99: quantile(answerMs, 0.99) },
      acceptedToPaidMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
      ...faultsOfOrders(
        { tickets: new Set(acceptedAt.keys()), cents: ORDER_CENTS, onHand: skus.length * orders - orders },
        stored,
      ),
      toldAgain: follower.repeated(),
      startMemoryMb: before.peakMemoryMb,
      peakMemoryMb: after.peakMemoryMb,
      cpuMsPerOrder: ((after.cpuSeconds - before.cpuSeconds) / orders) * 1000,
    };
  } finally {
    await server.stop();
  }
}

/** Each size runs on a fresh server. The growth shows whether time and memory are proportional to the size. */
const all = [500, 1000, 2000];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { skus: { type: 'string' }, conflicts: { type: 'string' } },
});
const asked = readSizes(positionals);
const skus = values.skus === undefined ? undefined : readCount(values.skus);

const bursts: OrdersBurst[] = [];
for (const orders of asked.length > 0 ? asked : all) {
  const burst = await measureOrders({
    orders,
    ...(skus === undefined ? {} : { skus }),
    ...(values.conflicts === undefined ? {} : { conflicts: values.conflicts }),
  });
  console.log(rowOf(burst));
  const { lost, doubled, unitsAstray, leftInQueues } = burst;
  throwFaults({ lost, doubled, unitsAstray, leftInQueues });
  bursts.push(burst);
}

// Only a complete run is written to the results.
if (asked.length === 0 && Object.keys(values).length === 0)
  writeResult({
    name: 'orders',
    title: 'A burst of orders by 50 clients over HTTP',
    rows: bursts.map(rowOf),
    figures: bursts,
  });

function readCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Error(`"${text}" is no number of SKUs: give one from 1 to 9999`);
}

function rowOf(burst: OrdersBurst) {
  const whole = Math.round;
  return {
    orders: burst.orders,
    'accepted a second': whole(burst.acceptedPerSecond),
    'paid a second': whole(burst.paidPerSecond),
    'ticket p50 / p99': `${whole(burst.answerMs.p50)} / ${whole(burst.answerMs.p99)} ms`,
    'accepted to PAYMENT_ACCEPTED delivered p50 / p99': `${whole(burst.acceptedToPaidMs.p50)} / ${whole(
      burst.acceptedToPaidMs.p99,
    )} ms`,
    lost: burst.lost,
    doubled: burst.doubled,
    'peak memory': `${whole(burst.peakMemoryMb)} MB`,
    'processor time an order': `${burst.cpuMsPerOrder.toFixed(1)} ms`,
  };
}
