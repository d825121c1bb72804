import { CLIENTS } from './clients.ts';
import { createPeople } from './client/createPeople.ts';
import { followSubjects } from './client/followSubjects.ts';
import { placeAll } from './client/placeAll.ts';
import { restockAll } from './client/restockAll.ts';
import { faultsOfOrders } from './report/faultsOfOrders.ts';
import { quantile } from './report/quantile.ts';
import { countOrders } from './server/countOrders.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';

/** Longest silence of the subscription before orders count as lost, in milliseconds. */
const PATIENCE_MS = 30_000;
/** Twenty goods share the demand, so that none of them is the bottleneck alone. */
const SKUS = Array.from({ length: 20 }, (_, index) => `goods-${index}`);

/** Whole cents of each order. */
const ORDER_CENTS = 1250;

/** A gateway that answers at once: what is measured is ours. */
const DEPENDABLE = { paymentFailurePercent: 0, paymentTimeoutPercent: 0 };

const SUBSCRIPTION = 'subscription { onOrderStatus { orderId status } }';
const paidOf = ({ onOrderStatus: { orderId, status } }: any) =>
  status === 'PAYMENT_ACCEPTED' ? orderId : undefined;

export interface OrdersOptions {
  readonly orders: number;
  /** Arguments of the server's Node, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
}

export type OrdersBurst = Awaited<ReturnType<typeof measureOrders>>;

/** A burst of `orders` by 50 clients on a fresh server, each followed to its payment by one member of staff. */
export async function measureOrders({ orders, nodeArguments = [] }: OrdersOptions) {
  const server = await startFrontdesk({ nodeArguments, startArguments: ['--empty'], context: DEPENDABLE });
  try {
    const { description } = server;
    const { staff, tenants } = await createPeople(description, CLIENTS);
    await restockAll(staff, SKUS, orders);
    const follower = await followSubjects(description, {
      token: staff.idToken,
      subscription: SUBSCRIPTION,
      subjectOf: paidOf,
    });
    const before = server.use();
    const began = performance.now();
    const { at, answerMs } = await placeAll(description, tenants, {
      skus: SKUS,
      each: orders / CLIENTS,
      cents: ORDER_CENTS,
    });
    const answered = performance.now();
    await follower.until(orders, PATIENCE_MS);
    const ended = performance.now();
    const after = server.use();
    follower.close();
    const stored = await countOrders(description);
    const delays = [...at].map(([id, accepted]) => follower.toldAt.get(id)! - accepted);
    return {
      orders,
      clients: CLIENTS,
      acceptedPerSecond: (orders / (answered - began)) * 1000,
      paidPerSecond: (orders / (ended - began)) * 1000,
      answerMs: { p50: quantile(answerMs, 0.5), p99: quantile(answerMs, 0.99) },
      acceptedToPaidMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
      ...faultsOfOrders(
        { tickets: new Set(at.keys()), cents: ORDER_CENTS, onHand: SKUS.length * orders - orders },
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
