import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookAll } from './client/sendBurst.ts';
import { createApartments, createPeople } from './client/setUp.ts';
import { subscribeToSubjects } from './client/subscribeToSubjects.ts';
import { CLIENTS, quantile, readSizes, throwFaults } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';
import { countBookings, faultsOfBookings } from './server/storedBookings.ts';

/** Bookings count as lost once the subscription has delivered nothing for so many milliseconds. */
const SILENCE_MS = 30_000;

interface BookingStatus {
  readonly onBookingStatus: { readonly id: string; readonly status: string };
}

const SUBSCRIPTION = 'subscription { onBookingStatus { id status } }';
const pendingOf = ({ onBookingStatus: { id, status } }: BookingStatus) =>
  status === 'PENDING' ? id : undefined;

interface BurstOptions {
  readonly bookings: number;
  /** Folder for the server's data. @default everything stays in memory */
  readonly dataDirectory?: string | undefined;
  /** Arguments of the server's Node, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
}

type Burst = Awaited<ReturnType<typeof measureBurst>>;

/** A burst of bookings by 50 clients on a fresh server, followed by one member of staff. */
async function measureBurst({ bookings, dataDirectory, nodeArguments = [] }: BurstOptions) {
  const data = dataDirectory === undefined ? [] : ['--data', dataDirectory];
  const server = await startFrontdesk({ nodeArguments, startArguments: ['--empty', ...data] });
  try {
    const { description } = server;
    const { staff, tenants } = await createPeople(description, CLIENTS);
    const apartments = await createApartments(staff, bookings / CLIENTS);
    const follower = await subscribeToSubjects(description, {
      token: staff.idToken,
      subscription: SUBSCRIPTION,
      subjectOf: pendingOf,
    });
    const before = server.usage();
    const began = performance.now();
    const { acceptedAt, answerMs } = await bookAll(description, tenants, apartments);
    const answered = performance.now();
    await follower.waitFor(bookings, SILENCE_MS);
    const ended = performance.now();
    const after = server.usage();
    follower.close();
    const stored = await countBookings(description);
    const delays = [...acceptedAt].map(([id, accepted]) => (follower.deliveredAt.get(id) ?? NaN) - accepted);
    return {
      bookings,
      clients: CLIENTS,
      kept: dataDirectory !== undefined,
      acceptedPerSecond: (bookings / (answered - began)) * 1000,
      deliveredPerSecond: (bookings / (ended - began)) * 1000,
      answerMs: { p50: quantile(answerMs, 0.5), p99: quantile(answerMs, 0.99) },
      acceptedToDeliveredMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
      ...faultsOfBookings(new Set(acceptedAt.keys()), stored),
      notPending: stored.bookings.size - stored.pending,
      deliveredAgain: follower.repeated(),
      startMemoryMb: before.peakMemoryMb,
      peakMemoryMb: after.peakMemoryMb,
      cpuMsPerBooking: ((after.cpuSeconds - before.cpuSeconds) / bookings) * 1000,
    };
  } finally {
    await server.stop();
  }
}

const asked = readSizes(process.argv.slice(2)).map((bookings) => ({ bookings }));

const dataDirectory = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
// Runs at every exit, also after Ctrl-C.
process.on('exit', () => rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 3 }));

/** Each size runs on a fresh server. The growth shows whether time and memory are proportional to the size. */
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
  throwFaults({ lost, doubled, leftInQueues });
  bursts.push(burst);
}

// Only a complete run is written to the results.
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
