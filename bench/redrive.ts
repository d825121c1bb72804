import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Entity } from 'electrodb';
import type { CloudDescription } from '../local/CloudDescription.ts';
import { bookingClaimSchema } from '../model/bookings/BookingClaim.ts';
import { claimContentOf, claimSubjectOf } from '../model/bookings/kinds.ts';
import { keepBooking } from './client/keepBooking.ts';
import { createApartments, createPeople } from './client/setUp.ts';
import { subscribeToSubjects } from './client/subscribeToSubjects.ts';
import { quantile, throwFaults } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { runInterrupted } from './server/runLetters.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';
import { countBookings, faultsOfBookings } from './server/storedBookings.ts';

/** Live bookings a second, and letters that the redrive sends a second beside them. */
const TRAFFIC = 20;
const RATE = 50;
/** How long the traffic is measured alone, after it has warmed up. */
const WARM_UP_MS = 5_000;
const ALONE_MS = 15_000;
const SILENCE_MS = 90_000;

const { positionals } = parseArgs({ allowPositionals: true });
const [letters = 5000, interruptions = 20] = positionals.map(Number);

const figures = await measure();
const row = {
  letters: figures.letters,
  interrupted: figures.interrupted,
  lost: figures.lost,
  doubled: figures.doubled,
  'redriven a second': Math.round(figures.redrivenPerSecond),
  'live bookings': figures.live,
  'accepted to PENDING delivered p50, before / during': `${Math.round(figures.beforeMs.p50)} / ${Math.round(figures.duringMs.p50)} ms`,
  'p99, before / during': `${Math.round(figures.beforeMs.p99)} / ${Math.round(figures.duringMs.p99)} ms`,
};
console.log(row);
throwFaults({ lost: figures.lost, doubled: figures.doubled, leftInQueues: figures.leftInQueues });
if (positionals.length === 0)
  writeResult({
    name: 'redrive',
    title: 'A redrive beside live traffic, interrupted by Ctrl-C and kill -9',
    rows: [row],
    figures: [figures],
  });

/** Live traffic alone, and then beside a redrive that is interrupted at random moments and resumed. */
async function measure() {
  const server = await startFrontdesk({ startArguments: ['--empty'] });
  try {
    const { description } = server;
    const { staff, tenants } = await createPeople(description, 50);
    const seconds = (WARM_UP_MS + ALONE_MS) / 1000 + letters / RATE + 4 * interruptions + 90;
    const apartments = await createApartments(staff, Math.ceil((TRAFFIC * seconds) / tenants.length));
    const follower = await followPending(description, staff.idToken);
    const ids = await sendLetters(description, apartments);

    const traffic = keepBooking(description, tenants, {
      apartments: apartments.slice(1),
      perSecond: TRAFFIC,
    });
    await pause(WARM_UP_MS);
    const began = performance.now();
    await pause(ALONE_MS);
    const redriveBegan = performance.now();
    const { interrupted } = await redriveInterrupted(description);
    const redriveEnded = performance.now();
    await traffic.stop();
    await follower.waitFor(ids.length + traffic.acceptedAt.size, SILENCE_MS);
    follower.close();

    const delays = (from: number, to: number) =>
      [...traffic.acceptedAt].flatMap(([id, at]) =>
        at >= from && at < to ? [(follower.deliveredAt.get(id) ?? NaN) - at] : [],
      );
    const before = delays(began, redriveBegan);
    const during = delays(redriveBegan, redriveEnded);
    const stored = await countBookings(description);
    return {
      letters,
      interrupted,
      live: traffic.acceptedAt.size,
      redrivenPerSecond: (letters / (redriveEnded - redriveBegan)) * 1000,
      beforeMs: { p50: quantile(before, 0.5), p99: quantile(before, 0.99) },
      duringMs: { p50: quantile(during, 0.5), p99: quantile(during, 0.99) },
      ...faultsOfBookings(new Set([...ids, ...traffic.acceptedAt.keys()]), stored),
      deliveredAgain: follower.repeated(),
    };
  } finally {
    await server.stop();
  }
}

function followPending(description: CloudDescription, token: string) {
  return subscribeToSubjects(description, {
    token,
    subscription: 'subscription { onBookingStatus { id status } }',
    // The selection of the subscription above.
    subjectOf: ({ onBookingStatus: { id, status } }: { onBookingStatus: { id: string; status: string } }) =>
      status === 'PENDING' ? id : undefined,
  });
}

/** The processes together have about as much time as the letters need. */
function redriveInterrupted(description: CloudDescription) {
  const meanMs = (1000 * letters) / RATE / (interruptions + 1);
  const pace = ['--rate', `${RATE}/s`, '--own-mover', '--settle', '2s'];
  return runInterrupted({
    endpointUrl: description.awsEndpointUrl,
    args: ['redrive', queueOf(description).deadLetterUrl, ...pace, '--because', 'bench', '--yes'],
    lifetimes: Array.from({ length: interruptions }, () => 1000 + Math.random() * 2 * meanMs),
  });
}

/** The queue of the bookings' consumer. */
function queueOf({ queues }: CloudDescription) {
  const found = Object.entries(queues).find(([path]) => /createApartmentBooking/i.test(path));
  if (!found) throw new Error('Frontdesk has a queue for bookings of apartments');
  return found[1];
}

/** Puts requests of bookings, each with its claim, among the dead letters. Returns the ids of the bookings. */
async function sendLetters(description: CloudDescription, apartments: readonly string[]): Promise<string[]> {
  const { awsEndpointUrl: endpoint, region, tableName } = description;
  const settings = { endpoint, region, credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };
  const sqs = new SQSClient(settings);
  const client = new DynamoDBClient(settings);
  const claims = new Entity(bookingClaimSchema, { client, table: tableName ?? '' });
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const stay = { startDate: at(60).slice(0, 10), endDate: at(62).slice(0, 10) };
  const times = { ...stay, requestedOn: at(0), holdUntil: at(2) };
  const requests = Array.from({ length: letters }, (_, index) => ({
    bookingId: `letter-${index}`,
    userId: `guest-${index}`,
    apartmentId: apartments[index % apartments.length] ?? '',
    ...times,
  }));
  for (let start = 0; start < requests.length; start += 10) {
    const batch = requests.slice(start, start + 10);
    await Promise.all(
      batch.map(({ bookingId, userId, apartmentId, holdUntil }) =>
        claims
          .put({
            userId,
            subject: claimSubjectOf({ apartmentId, ...stay }),
            bookingId,
            content: claimContentOf(stay),
            heldUntil: holdUntil,
            ttl: Math.floor(Date.parse(holdUntil) / 1000),
          })
          .go(),
      ),
    );
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueOf(description).deadLetterUrl,
        Entries: batch.map((request, index) => ({ Id: String(index), MessageBody: JSON.stringify(request) })),
      }),
    );
  }
  return requests.map(({ bookingId }) => bookingId);
}
