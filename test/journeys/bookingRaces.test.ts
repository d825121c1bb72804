import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { MOMENT } from '../../local/platform/Clock.ts';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import { createRandomness } from '../../local/platform/Randomness.ts';
import * as given from './given.ts';
import { expectLawful } from './lawful.ts';
import {
  isAnsweredLawfully,
  pendingStays,
  RACES,
  raceEach,
  someApartments,
  storedStays,
  type Waiting,
} from './racing.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const MINUTES = 60_000;
/** A quarter of an hour before midnight. */
const LATE = Date.UTC(2027, 0, 20, 23, 45);
/** The sweep ends ten stays at a time, so some cancels begin while it ends their stay, and some long before. */
const LONGEST_LEAD = 20;

let desk: given.Frontdesk;
afterEach(async () => desk[Symbol.asyncDispose]());

test('a completion racing a cancel, 100 times', async () => {
  desk = await given.frontdesk({ at: LATE });
  const stays = await paidAndUnpaidStays();
  await desk.cloud.advance(15 * MINUTES - 1);

  await sweepBegins(stays);
  const random = createRandomness(5);
  const answers = await Promise.all(
    stays.map(async ({ id, tenant }, index) => {
      await sweepReaches(stays, index - Math.floor(random.float() * LONGEST_LEAD));
      return when.cancels(desk, tenant, id);
    }),
  );
  answers.forEach(isAnsweredLawfully);
  await desk.cloud.settles();
  // Stays that were changed meanwhile are swept again.
  await desk.cloud.advance(5 * MINUTES);

  const ended = await expectLawful(desk, stays, ['COMPLETED', 'CANCELLED']);
  expect(ended.COMPLETED).toBeGreaterThan(10);
  expect(ended.CANCELLED).toBeGreaterThan(10);
}, 120_000);

test('an update racing a confirm, 100 times', async () => {
  desk = await given.frontdesk();
  const stays = await pendingStays(desk);
  const changes = new Map(stays.map((stay) => [stay.id, changeOf(stay)]));
  await raceEach(
    desk,
    stays,
    ({ id }) => when.confirms(desk, desk.caretaker, id),
    ({ id, tenant }) => when.updates(desk, tenant, id, changes.get(id)!),
  );

  const { APPROVED = 0 } = await expectLawful(desk, stays, ['APPROVED', 'PENDING']);
  const rows = await then.items(desk, '');
  const changed = stays.filter(({ id }) => expectOneStay(rows, id).startsWith('2027-04'));
  expect(APPROVED).toBeGreaterThan(10);
  expect(changed.length).toBeGreaterThan(10);
  expect(changed.length).toBeLessThan(RACES);
});

/** Ten tenants each have ten of a hundred apartments tonight. Every other stay is paid. */
async function paidAndUnpaidStays(): Promise<Waiting[]> {
  const apartments = await someApartments(desk, RACES);
  const tenants = await Promise.all(Array.from({ length: 10 }, () => desk.tenant()));
  const stays = await storedStays(
    desk,
    apartments.map((apartment, index) => ({
      tenant: tenants[index % tenants.length]!,
      ...when.aStay(apartment, '2027-01-20', '2027-01-21'),
    })),
  );
  await Promise.all(stays.map(({ id }) => when.confirms(desk, desk.caretaker, id)));
  const paid = stays.filter((_, index) => index % 2 === 0);
  await Promise.all(paid.map(({ id, tenant }) => when.pays(desk, tenant, id)));
  await desk.cloud.settles();
  const stored = await then.rows(desk, 'BOOKING#');
  expect(stored.filter(({ sk, status }) => sk === 'BOOKING' && status === 'PAID')).toHaveLength(paid.length);
  return stays;
}

/**
 * Runs the sweep on a machine whose clock is a millisecond ahead, so that it is midnight there.
 * Resolves when the sweep has read its clock and queries for what is due.
 */
async function sweepBegins(stays: readonly Waiting[]): Promise<void> {
  const [apartment] = await then.items(desk, `APARTMENT#${stays[0]!.apartmentId}`);
  const { shared } = desk.cloud.world.clock;
  const looks = recorded(({ kind }) => kind === 'read');
  shared[MOMENT]!++;
  await sendToSweep({ sweep: 'building', buildingId: apartment!['buildingId'] });
  await looks;
  shared[MOMENT]!--;
}

/** Resolves once the sweep has completed this stay or, since it goes in order, a later one, or has ended. */
async function sweepReaches(stays: readonly Waiting[], index: number): Promise<void> {
  if (index < 0) return;
  const completed = new Set(stays.slice(index).map(({ id }) => `EVENTS#BOOKING_ID#${id}`));
  await recorded(
    (record) =>
      (record.kind === 'write' &&
        record.keys['sk'] === 'EVENT#BOOKING_COMPLETED_EVENT' &&
        completed.has(String(record.keys['pk']))) ||
      (record.kind === 'invocation' && record.functionName.includes('SweepBookings')),
  );
}

/** Resolves with the next record that `matches`. */
const recorded = (matches: (record: FeedRecord) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = desk.cloud.world.feed.subscribe((record) => {
      if (!matches(record)) return;
      stop();
      resolve();
    });
  });

async function sendToSweep(message: object): Promise<void> {
  const { awsEndpointUrl: endpoint, region, queues } = desk.cloud.describe();
  const sqs = new SQSClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await sqs.send(
    new SendMessageCommand({ QueueUrl: queues['SweepBookings']!.url, MessageBody: JSON.stringify(message) }),
  );
}

/** The same days in the next month. */
const changeOf = ({ startDate, endDate }: Waiting): when.Change => ({
  startDate: startDate.replace('-03-', '-04-'),
  endDate: endDate.replace('-03-', '-04-'),
});

type Rows = readonly Record<string, any>[];

/** Checks that the booking, both index entries, the claim and the approval agree. Returns the stay's first day. */
function expectOneStay(rows: Rows, id: string): string {
  const booking = rows.find(({ pk, sk }) => pk === `BOOKING#${id}` && sk === 'BOOKING')!;
  const { userId, apartmentId, startDate, endDate, status, holdUntil } = booking;
  const order = `BOOKING#${startDate}#${id}`;
  expect(booking).toMatchObject({ gsi1sk: order, gsi2sk: order });
  const claim = rows.find(({ pk, sk }) => pk === `USER#${userId}` && sk === `CLAIM#APARTMENT#${apartmentId}`);
  expect(claim).toMatchObject({
    bookingId: id,
    content: `${startDate}/${endDate}`,
    heldUntil: status === 'APPROVED' ? `${endDate}T00:00:00.000Z` : holdUntil,
  });
  const approval = rows.find(
    ({ pk, sk }) => pk === `EVENTS#BOOKING_ID#${id}` && sk === 'EVENT#BOOKING_APPROVED_EVENT',
  );
  if (status === 'APPROVED') expect(approval!['eventData']).toMatchObject({ startDate, endDate });
  else expect(approval).toBeUndefined();
  return startDate;
}
