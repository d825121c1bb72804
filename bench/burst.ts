import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBurst, type Burst, type BurstOptions } from './measureBurst.ts';
import { readSizes } from './readSizes.ts';
import { refuseFaults } from './report/refuseFaults.ts';
import { writeResult } from './report/writeResult.ts';

const asked = readSizes(process.argv.slice(2)).map((bookings) => ({ bookings }));

const dataDirectory = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
// However it ends, by Ctrl-C too.
process.on('exit', () => rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 3 }));

/** Each on a fresh server: growth shows whether time and memory stay in proportion. */
const all: readonly BurstOptions[] = [
  { bookings: 1000 },
  { bookings: 5000 },
  { bookings: 5000, dataDirectory },
  { bookings: 20_000 },
];

const bursts: Burst[] = [];
for (const options of asked.length > 0 ? asked : all) {
  const burst = await measureBurst(options);
  console.log(rowOf(burst));
  const { lost, doubled, leftInQueues } = burst;
  refuseFaults({ lost, doubled, leftInQueues });
  bursts.push(burst);
}

// A part of it is for looking at; what is kept is all of it.
if (asked.length === 0)
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
    data: burst.kept ? 'in a folder' : 'in memory',
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
