import { afterAll, beforeAll, expect, test } from 'vitest';
import { nightsOf, overlap } from '../../model/bookings/stays.ts';
import { subscribeWithWs, type Subscriber } from '../support/subscriber.ts';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const APARTMENTS = 5;
const STAYS = 40;
const CONFIRMATIONS = 200;

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

test('200 simultaneous confirmations of 40 overlapping stays approve none that overlap, and every owner receives the stored statuses', async () => {
  const stays = await storedStays();

  const confirmations = Array.from({ length: CONFIRMATIONS }, (_, index) => stays[(index * 7) % STAYS]!);
  const answers = await Promise.all(confirmations.map(({ id }) => when.confirms(desk, desk.caretaker, id)));
  await desk.cloud.settles();

  for (const { errors } of answers)
    if (errors) expect(['DatesTaken', 'StateConflict', 'TryAgain']).toContain(errors[0]!.errorType);
  const bookings = await then.items(desk, 'BOOKING#');
  expect(bookings).toHaveLength(STAYS);
  const approved = bookings.filter(({ status }) => status === 'APPROVED');
  expectNoOverlap(approved as Stored[]);
  expectOthersRejected(bookings as Stored[], approved as Stored[]);
  await expectNightsAgree(approved as Stored[]);
  for (const { id, subscription } of stays) {
    await subscription.close();
    const { status } = bookings.find((booking) => booking['id'] === id)!;
    const delivered = subscription.all().map(({ data }) => data.onBookingStatus);
    expect(delivered.map((update) => [update.id, update.status])).toEqual(
      status === 'PENDING'
        ? [[id, 'PENDING']]
        : [
            [id, 'PENDING'],
            [id, status],
          ],
    );
  }
});

interface Stored {
  readonly apartmentId: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly status: string;
  readonly reason?: string;
}

/** 40 tenants have pending stays of two to four nights within twelve, eight for each apartment, and subscribe to them. */
async function storedStays(): Promise<{ id: string; subscription: Subscriber }[]> {
  const apartments = await Promise.all(Array.from({ length: APARTMENTS }, () => desk.apartment()));
  const stays = await Promise.all(
    Array.from({ length: STAYS }, async (_, index) => {
      const tenant = await desk.tenant();
      const first = 1 + ((index * 5) % 12);
      const stay = when.aStay(
        apartments[index % APARTMENTS]!,
        dayOfApril(first),
        dayOfApril(first + 2 + (index % 3)),
      );
      const endpoint = { ...desk.cloud.describe(), authorization: { Authorization: tenant.idToken } };
      const subscription = await subscribeWithWs(endpoint, when.STATUSES);
      const { data } = await when.books(desk, tenant, stay);
      return { id: data!['createApartmentBooking'].id as string, subscription };
    }),
  );
  await desk.cloud.settles();
  return stays;
}

function expectNoOverlap(approved: readonly Stored[]): void {
  expect(approved.length).toBeGreaterThanOrEqual(APARTMENTS);
  for (const [index, one] of approved.entries())
    for (const other of approved.slice(index + 1)) expect(competes(one, other)).toBe(false);
}

/** Checks that the nights of every stay that is still pending are free. */
function expectOthersRejected(bookings: readonly Stored[], approved: readonly Stored[]): void {
  for (const booking of bookings.filter((each) => !approved.includes(each))) {
    const hasLost = approved.some((winner) => competes(winner, booking));
    if (hasLost) expect(booking).toMatchObject({ status: 'REJECTED', reason: expect.stringMatching(/./) });
    else expect(booking.status).toBe('PENDING');
  }
}

async function expectNightsAgree(approved: readonly Stored[]): Promise<void> {
  const apartments = await then.items(desk, 'APARTMENT#');
  expect(apartments).toHaveLength(APARTMENTS);
  for (const { id, nights } of apartments) {
    const taken = approved.filter(({ apartmentId }) => apartmentId === id).flatMap(nightsOf);
    expect([...(nights ?? [])].sort()).toEqual(taken.sort());
  }
}

const competes = (one: Stored, other: Stored) => one.apartmentId === other.apartmentId && overlap(one, other);

const dayOfApril = (day: number) => `2027-04-${String(day).padStart(2, '0')}`;
