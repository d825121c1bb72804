import { placeAll } from './client/sendBurst.ts';
import { createPeople, restockAll } from './client/setUp.ts';
import { subscribeToSubjects } from './client/subscribeToSubjects.ts';
import { CLIENTS, quantile, readSizes, throwFaults } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';
import { countOrders, faultsOfOrders } from './server/storedOrders.ts';

/** Longest silence of the subscription before orders count as lost, in milliseconds. */
const PATIENCE_MS = 30_000;
/** Twenty goods share the demand, so that none of them is the bottleneck alone. */
const SKUS = Array.from({ length: 20 }, (_, index) => `goods-${index}`);

/** Whole cents of each order. */
const ORDER_CENTS = 1250;

/** A gateway that answers at once: what is measured is ours. */
const DEPENDABLE = { paymentFailurePercent: 0, paymentTimeoutPercent: 0 };

interface OrderStatus {
  readonly onOrderStatus: { readonly orderId: string; readonly status: string };
}

const SUBSCRIPTION = 'subscription { onOrderStatus { orderId status } }';
const paidOf = ({ onOrderStatus: { orderId, status } }: OrderStatus) =>
  status === 'PAYMENT_ACCEPTED' ? orderId : undefined;

export interface OrdersOptions {
  readonly orders: number;
  /** Arguments of the server's Node, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
}

type OrdersBurst = Awaited<ReturnType<typeof measureOrders>>;

/** A burst of `orders` by 50 clients on a fresh server, each followed to its payment by one member of staff. */
async function measureOrders({ orders, nodeArguments = [] }: OrdersOptions) {
  const server = await startFrontdesk({ nodeArguments, startArguments: ['--empty'], context: DEPENDABLE });
  try {
    const { description } = server;
    const { staff, tenants } = await createPeople(description, CLIENTS);
    await restockAll(staff, SKUS, orders);
    const follower = await subscribeToSubjects(description, {
      token: staff.idToken,
      subscription: SUBSCRIPTION,
      subjectOf: paidOf,
    });
    const before = server.usage();
    const began = performance.now();
    const { acceptedAt, answerMs } = await placeAll(description, tenants, {
      skus: SKUS,
      each: orders / CLIENTS,
      cents: ORDER_CENTS,
    });
    const answered = performance.now();
    await follower.waitFor(orders, PATIENCE_MS);
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
        { tickets: new Set(acceptedAt.keys()), cents: ORDER_CENTS, onHand: SKUS.length * orders - orders },
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

/** Each on a fresh server: growth shows whether time and memory stay in proportion. */
const all = [500, 1000, 2000];
const asked = readSizes(process.argv.slice(2));

const bursts: OrdersBurst[] = [];
for (const orders of asked.length > 0 ? asked : all) {
  const burst = await measureOrders({ orders });
  console.log(rowOf(burst));
  const { lost, doubled, unitsAstray, leftInQueues } = burst;
  throwFaults({ lost, doubled, unitsAstray, leftInQueues });
  bursts.push(burst);
}

// A part of it is for looking at; what is kept is all of it.
if (asked.length === 0)
  writeResult({
    name: 'orders',
    title: 'A burst of orders by 50 clients over HTTP',
    rows: bursts.map(rowOf),
    figures: bursts,
  });

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
