import { setTimeout as pause } from 'node:timers/promises';
import type { CloudDescription } from '../local/CloudDescription.ts';
import { publishFigures } from '../lib/platform/publishedFigures.ts';
import { subscribe } from '../start/subscribe.ts';
import { bookAll } from './client/sendBurst.ts';
import { createApartments, createPeople, type People } from './client/setUp.ts';
import { subscribeToSubjects } from './client/subscribeToSubjects.ts';
import { CLIENTS, quantile, readSizes } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';

/**
 * What an open page of operation costs a burst of bookings: bursts of the same size on one server, by turns with the page and
 * without, after one that warms it up.
 */

/** Bursts with the page, and as many without. */
const ROUNDS = 9;
const SILENCE_MS = 60_000;
const IDLE_MS = 30_000;
/** What an open page may add to the processor time of a burst. */
const LIMIT = 0.05;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

interface BookingStatus {
  readonly onBookingStatus: { readonly id: string; readonly status: string };
}

/** Of what is published, what the page selects. */
const SELECTION = /publishOperations\(figures: \$figures\) (.*) \}$/.exec(publishFigures)?.[1] ?? '';

const [asked] = readSizes(process.argv.slice(2));
const bookings = asked ?? 2000;
const server = await startFrontdesk({ nodeArguments: [], startArguments: ['--empty', '--no-watch'] });
try {
  const { description } = server;
  const people = await createPeople(description, CLIENTS);
  await measure(description, people, false);
  const alone: number[] = [];
  const watched: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Whoever comes first in a round comes second in the next: a server that grows older favours neither.
    for (const isWatched of round % 2 === 0 ? [false, true] : [true, false])
      (isWatched ? watched : alone).push(await measure(description, people, isWatched));
  }
  const pairs = watched.map((each, round) => each / (alone[round] ?? each) - 1);
  // What the bursts left behind is collected first.
  await pause(IDLE_MS);
  const idle = { alone: await rest(), watched: await restWatched(description, people) };
  const row = {
    bookings,
    bursts: `${ROUNDS} with, ${ROUNDS} without`,
    'processor time a booking, without': `${quantile(alone, 0.5).toFixed(2)} ms`,
    'with an open page': `${quantile(watched, 0.5).toFixed(2)} ms`,
    'processor time a second of an open page on an idle server': `${(idle.watched - idle.alone).toFixed(1)} ms`,
    // Both bursts of a pair find the machine in about the same state, so their share says more than that of the medians.
    'more, median of the pairs': percent(quantile(pairs, 0.5)),
    'each pair': pairs.map(percent).join(', '),
    limit: percent(LIMIT),
  };
  console.log(row, { alone, watched, idle });
  if (asked === undefined)
    writeResult({
      name: 'operations',
      title: 'What an open page of operation adds to a burst of bookings',
      rows: [row],
      figures: [{ bookings, alone, watched, pairs, idle }],
    });
  if (quantile(pairs, 0.5) > LIMIT) throw new Error(`An open page adds more than ${percent(LIMIT)}`);
} finally {
  await server.stop();
}

/** Milliseconds of the server's processor time a second, while nobody does anything. */
async function rest(): Promise<number> {
  const before = server.usage();
  await pause(IDLE_MS);
  return ((server.usage().cpuSeconds - before.cpuSeconds) * 1000) / (IDLE_MS / 1000);
}

async function restWatched(description: CloudDescription, { staff }: People): Promise<number> {
  const page = await openPage(description, staff);
  try {
    return await rest();
  } finally {
    await page.close();
  }
}

/** Milliseconds of the server's processor time a booking. */
async function measure(
  description: CloudDescription,
  { staff, tenants }: People,
  isWatched: boolean,
): Promise<number> {
  const apartments = await createApartments(staff, bookings / CLIENTS);
  const follower = await subscribeToSubjects(description, {
    token: staff.idToken,
    subscription: 'subscription { onBookingStatus { id status } }',
    subjectOf: ({ onBookingStatus: { id, status } }: BookingStatus) =>
      status === 'PENDING' ? id : undefined,
  });
  const page = isWatched ? await openPage(description, staff) : undefined;
  // The page was opened some time before the burst: what that leaves behind is collected by now.
  await pause(1500);
  const before = server.usage();
  await bookAll(description, tenants, apartments);
  await follower.waitFor(bookings, SILENCE_MS);
  const after = server.usage();
  await page?.close();
  follower.close();
  // Without subscribers the meter ends with its next second.
  await pause(1500);
  if (page && page.received() === 0)
    throw new Error('No result: nothing was published. More bookings take longer than a second');
  return ((after.cpuSeconds - before.cpuSeconds) / bookings) * 1000;
}

/** Asks for the last hour, follows what is published, and asks again each half minute, as the page does. */
async function openPage(description: CloudDescription, { idToken, graphql }: People['staff']) {
  const ask = () => graphql(`{ operations(minutes: 60) ${SELECTION} }`);
  let received = 0;
  const { close } = await subscribe(
    { realtimeUrl: description.realtimeUrl, idToken },
    `subscription { onOperations ${SELECTION} }`,
    () => received++,
  );
  await ask();
  let asked = Promise.resolve();
  const again = async () => {
    await asked;
    await ask();
  };
  const timer = setInterval(() => void (asked = again()), 30_000);
  return {
    received: () => received,
    async close() {
      clearInterval(timer);
      close();
      // What was asked is answered before the server stops.
      await asked;
    },
  };
}
