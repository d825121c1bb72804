import { measureBurst, type Burst } from './measureBurst.ts';
import { writeResult } from './report/writeResult.ts';

/** Bookings of each burst, each on a fresh server: growth shows whether time and memory stay in proportion. */
const sizes = process.argv.slice(2).map(Number);
const bursts: Burst[] = [];
for (const size of sizes.length > 0 ? sizes : [1000, 5000, 20_000]) {
  bursts.push(await measureBurst(size));
  console.log(rowOf(bursts.at(-1)!));
}

writeResult({
  name: 'burst',
  title: 'A burst of bookings by 50 clients over HTTP',
  rows: bursts.map(rowOf),
  figures: bursts,
});

function rowOf(burst: Burst) {
  const whole = Math.round;
  return {
    bookings: burst.bookings,
    'accepted a second': whole(burst.acceptedPerSecond),
    'end to end a second': whole(burst.deliveredPerSecond),
    'ticket p50 / p99': `${whole(burst.answerMs.p50)} / ${whole(burst.answerMs.p99)} ms`,
    'accepted to PENDING delivered p50 / p99': `${whole(burst.acceptedToDeliveredMs.p50)} / ${whole(
      burst.acceptedToDeliveredMs.p99,
    )} ms`,
    lost: burst.lost,
    doubled: burst.doubled,
    'peak memory': `${whole(burst.peakMemoryMb)} MB`,
    'processor time a booking': `${burst.cpuMsPerBooking.toFixed(1)} ms`,
  };
}
