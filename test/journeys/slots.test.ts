import { afterAll, beforeAll, expect, test } from 'vitest';
import { userKey } from '../../model/accounts/keys.ts';
import * as given from './given.ts';
import { redelivers } from './orders/redelivers.ts';
import { expectBookedPrices, expectSeats } from './shop/invariants/slots.ts';
import { putsRow } from './policies/operator.ts';
import * as then from './then.ts';
import * as when from './when.ts';

/** How often is swept. */
const SWEEP = 15 * 60_000;
const dateTime = '2027-03-10T08:00:00.000Z';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const seatsOf = async (serviceId: string, at = dateTime): Promise<string[]> => {
  const slots = await then.items(desk, `SERVICE#${serviceId}`);
  return [...(slots.find(({ sk }) => sk === `SLOT#${at}`)?.['bookingIds'] ?? [])].sort();
};

/** Every seat is somebody's, and every price the catalogue's. */
async function areLawful(): Promise<void> {
  const rows = await then.items(desk, '');
  expectSeats(rows, new Date(desk.cloud.world.clock.now()).toISOString());
  expectBookedPrices(rows);
}

/** Delivers every event of a booking again, twice. */
async function redeliversAll(id: string): Promise<void> {
  const events = await then.items(desk, `EVENTS#BOOKING_ID#${id}`);
  await redelivers(desk, [...events, ...events]);
  await desk.cloud.settles();
}

test('of a thousand people who want a slot of five at one instant, five get it', async () => {
  const cleaning = await when.hasService(desk, { name: 'Last places', capacity: 5 });
  const people = Array.from({ length: 1000 }, (_, nth) => `person-${nth}`);
  for (const id of people) await putsRow(desk, { ...userKey(id), id, enabled: true });
  const input = when.anAppointment(cleaning);
  const answers = await Promise.all(
    people.map((userId) => when.ask(desk, desk.admin, when.BOOK_SERVICE, { input: { ...input, userId } })),
  );
  const refused = answers.filter(({ errors }) => errors);
  expect(refused).toHaveLength(995);
  for (const answer of refused) then.isRefused(answer, 'SlotTaken', { serviceId: cleaning, dateTime });
  await desk.cloud.settles();

  const bookings = (await then.items(desk, 'BOOKING#')).filter(({ serviceId }) => serviceId === cleaning);
  expect(bookings.map(({ status }) => status)).toEqual(Array(5).fill('PENDING'));
  expect(await seatsOf(cleaning)).toEqual(bookings.map(({ id }) => id).sort());
  const claims = (await then.items(desk, 'USER#person-')).filter(({ sk }) => sk.startsWith('CLAIM#'));
  expect(claims).toHaveLength(5);
  await areLawful();
});

test('a seat is free once after a cancel, however often it is cancelled and its events are delivered', async () => {
  const cleaning = await when.hasService(desk, { name: 'Cancelled', capacity: 1 });
  const [tenant, other] = [await desk.tenant(), await desk.tenant()];
  const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
  await when.confirms(desk, desk.caretaker, id);
  then.isRefused(await when.booksService(desk, other, when.anAppointment(cleaning)), 'SlotTaken');
  const answers = await Promise.all([1, 2, 3].map(() => when.cancels(desk, tenant, id)));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  expect(await seatsOf(cleaning)).toEqual([]);
  const newer = await when.hasBookedService(desk, other, when.anAppointment(cleaning));
  await redeliversAll(id);
  then.isRefused(await when.cancels(desk, tenant, id), 'StateConflict');
  expect(await seatsOf(cleaning)).toEqual([newer]);
  await areLawful();
});

test('of ten people who move to one seat at one instant one gets it, and the others keep theirs', async () => {
  const cleaning = await when.hasService(desk, { name: 'Moved', capacity: 1 });
  const moves: { tenant: given.Person; id: string }[] = [];
  for (let day = 10; day < 20; day++) {
    const tenant = await desk.tenant();
    const appointment = when.anAppointment(cleaning, `2027-04-${day}T08:00:00.000Z`);
    moves.push({ tenant, id: await when.hasBookedService(desk, tenant, appointment) });
  }
  const wanted = '2027-04-20T08:00:00.000Z';
  const answers = await Promise.all(
    moves.map(({ tenant, id }) => when.updates(desk, tenant, id, { dateTime: wanted })),
  );
  const refused = answers.filter(({ errors }) => errors);
  expect(refused).toHaveLength(9);
  // A transaction that meets another one on the slot's row is told to try again.
  for (const { errors } of refused) expect(['SlotTaken', 'TryAgain']).toContain(errors![0]!.errorType);
  expect(await seatsOf(cleaning, wanted)).toHaveLength(1);
  await areLawful();
});

test('a booking is paid as it was priced when it was requested', async () => {
  const cleaning = await when.hasService(desk, { name: 'Priced', price: 30 });
  const tenant = await desk.tenant();
  const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
  await desk.admin.graphql(
    'mutation ($id: ID!) { increaseProductPrice(productId: $id, price: 99, expectedVersion: 1) { id } }',
    { id: cleaning },
  );
  await when.confirms(desk, desk.caretaker, id);
  await when.pays(desk, tenant, id);
  await desk.cloud.settles();
  const { getBooking } = await tenant.graphql('query ($id: ID!) { getBooking(id: $id) { status price } }', {
    id,
  });
  expect(getBooking).toEqual({ status: 'PAID', price: 30 });
  const [charge] = await then.items(desk, `GATEWAY#booking:${id}`);
  expect(charge).toMatchObject({ capturedCents: 3000 });
  const other = when.anAppointment(cleaning, '2027-03-11T08:00:00.000Z');
  const dearer = await when.hasBookedService(desk, tenant, other);
  expect(await then.storedBooking(desk, dearer)).toMatchObject({ priceCents: 9900, productVersion: 2 });
  await areLawful();
});

// Moves time, so this comes last.
test('a seat is free once after its hold has passed, however often that is swept', async () => {
  const cleaning = await when.hasService(desk, { name: 'Expired', capacity: 1 });
  const [tenant, other] = [await desk.tenant(), await desk.tenant()];
  const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
  // As if it had been requested two days ago.
  const holdUntil = new Date(desk.cloud.world.clock.now() - 1).toISOString();
  await putsRow(desk, { ...(await then.storedBooking(desk, id)), holdUntil });
  then.isRefused(await when.confirms(desk, desk.caretaker, id), 'StateConflict', { status: 'EXPIRED' });
  await desk.cloud.advance(SWEEP);
  expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'EXPIRED' });
  expect(await seatsOf(cleaning)).toEqual([]);
  const newer = await when.hasBookedService(desk, other, when.anAppointment(cleaning));
  await redeliversAll(id);
  await desk.cloud.advance(SWEEP);
  expect(await seatsOf(cleaning)).toEqual([newer]);
  await areLawful();
});
