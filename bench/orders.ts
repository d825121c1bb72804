import { measureOrders, type OrdersBurst } from './measureOrders.ts';
import { readSizes } from './readSizes.ts';
import { refuseFaults } from './report/refuseFaults.ts';
import { writeResult } from './report/writeResult.ts';

/** Each on a fresh server: growth shows whether time and memory stay in proportion. */
const all = [500, 1000, 2000];
const asked = readSizes(process.argv.slice(2));

const bursts: OrdersBurst[] = [];
for (const orders of asked.length > 0 ? asked : all) {
  const burst = await measureOrders({ orders });
  console.log(rowOf(burst));
  const { lost, doubled, unitsAstray, leftInQueues } = burst;
  refuseFaults({ lost, doubled, unitsAstray, leftInQueues });
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
