import { afterAll, beforeAll, expect, test } from 'vitest';
import * as given from './given.ts';
import { comesToRest } from './orders/comesToRest.ts';
import { deadLetters } from './orders/deadLetters.ts';
import * as then from './then.ts';
import * as when from './when.ts';

/** Decides when transactions conflict. The environment can set another one: `CONFLICT_SEED=7`. */
const seed = Number(process.env['CONFLICT_SEED'] ?? 1);

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk({ conflicts: 'hostile', seed });
});
afterAll(async () => desk[Symbol.asyncDispose]());

test('of 1,000 simultaneous identical bookings exactly one gets a ticket, and the others get its id', async () => {
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];

  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => when.books(desk, tenant, when.aStay(apartment))),
  );
  await comesToRest(desk);

  const tickets = answers.filter(({ errors }) => !errors);
  const refusals = answers.filter(({ errors }) => errors);
  expect(tickets).toHaveLength(1);
  expect(refusals).toHaveLength(999);
  const bookingId = tickets[0]!.data!['createApartmentBooking'].id;
  for (const refusal of refusals.filter((each) => !isToBeTriedAgain(each)))
    then.isRefused(refusal, 'BookingInProgress', { bookingId });
  // Whoever met the transaction that stores the booking is told so next time.
  then.isRefused(await when.books(desk, tenant, when.aStay(apartment)), 'BookingInProgress', { bookingId });
  expect(await then.rows(desk, `BOOKING#${bookingId}`)).toHaveLength(1);
  expect(await then.rows(desk, `EVENTS#BOOKING_ID#${bookingId}`)).toHaveLength(1);
});

test('of 50 overlapping stays that are confirmed at once, no two that overlap are approved', async () => {
  const apartment = await desk.apartment();
  const stays = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const tenant = await desk.tenant();
      const start = 1 + (index % 10);
      const stay = when.aStay(apartment, dayOfApril(start), dayOfApril(start + 2 + (index % 3)));
      return { ...stay, tenant, id: await when.hasBooked(desk, tenant, stay) };
    }),
  );
  await comesToRest(desk);

  let unanswered = stays;
  for (let attempt = 1; unanswered.length > 0; attempt++) {
    // In each round at least the first one is not in another's way.
    expect(attempt).toBeLessThanOrEqual(stays.length);
    const answers = await Promise.all(unanswered.map(({ id }) => when.confirms(desk, desk.caretaker, id)));
    for (const { errors } of answers)
      if (errors) expect(['DatesTaken', 'StateConflict', 'TryAgain']).toContain(errors[0]!.errorType);
    unanswered = unanswered.filter((_, index) => isToBeTriedAgain(answers[index]!));
    await desk.cloud.advance(2000);
  }
  await comesToRest(desk);
  expect(await deadLetters(desk)).toEqual([]);
  const ended = await Promise.all(
    stays.map(async (stay) => ({ ...stay, status: (await then.bookingOf(desk.admin, stay.id))!['status'] })),
  );
  const approved = ended.filter(({ status }) => status === 'APPROVED');
  expect(approved.length).toBeGreaterThan(0);
  for (const one of approved) {
    for (const other of approved) {
      if (one !== other) expect(one.endDate <= other.startDate || other.endDate <= one.startDate).toBe(true);
    }
  }
  for (const { status } of ended.filter((stay) => !approved.includes(stay)))
    expect(['PENDING', 'REJECTED']).toContain(status);
});

const isToBeTriedAgain = ({ errors }: when.Answer) => errors?.[0]?.errorType === 'TryAgain';

const dayOfApril = (day: number) => `2027-04-${String(day).padStart(2, '0')}`;
