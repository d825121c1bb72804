import { bookAll } from './client/bookAll.ts';
import { CLIENTS } from './clients.ts';
import { createApartments, createPeople } from './client/createPeople.ts';
import { followSubjects } from './client/followSubjects.ts';
import { faultsOfBookings } from './report/faultsOfBookings.ts';
import { quantile } from './report/quantile.ts';
import { countStored } from './server/countStored.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';

/** Longest silence of the subscription before bookings count as lost, in milliseconds. */
const PATIENCE_MS = 30_000;

const SUBSCRIPTION = 'subscription { onBookingStatus { id status } }';
const pendingOf = ({ onBookingStatus: { id, status } }: any) => (status === 'PENDING' ? id : undefined);

export interface BurstOptions {
  readonly bookings: number;
  /** Folder that the server keeps everything in. @default all is in memory */
  readonly dataDirectory?: string | undefined;
  /** Arguments of the server's Node, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
}

export type Burst = Awaited<ReturnType<typeof measureBurst>>;

/** A burst of bookings by 50 clients on a fresh server, followed by one member of staff. */
export async function measureBurst({ bookings, dataDirectory, nodeArguments = [] }: BurstOptions) {
  const data = dataDirectory === undefined ? [] : ['--data', dataDirectory];
  const server = await startFrontdesk({ nodeArguments, startArguments: ['--empty', ...data] });
  try {
    const { description } = server;
    const { staff, tenants } = await createPeople(description, CLIENTS);
    const apartments = await createApartments(staff, bookings / CLIENTS);
    const follower = await followSubjects(description, {
      token: staff.idToken,
      subscription: SUBSCRIPTION,
      subjectOf: pendingOf,
    });
    const before = server.use();
    const began = performance.now();
    const { at, answerMs } = await bookAll(description, tenants, apartments);
    const answered = performance.now();
    await follower.until(bookings, PATIENCE_MS);
    const ended = performance.now();
    const after = server.use();
    follower.close();
    const stored = await countStored(description);
    const delays = [...at].map(([id, accepted]) => follower.toldAt.get(id)! - accepted);
    return {
      bookings,
      clients: CLIENTS,
      kept: dataDirectory !== undefined,
      acceptedPerSecond: (bookings / (answered - began)) * 1000,
      deliveredPerSecond: (bookings / (ended - began)) * 1000,
      answerMs: { p50: quantile(answerMs, 0.5), p99: quantile(answerMs, 0.99) },
      acceptedToDeliveredMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
      ...faultsOfBookings(new Set(at.keys()), stored),
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
