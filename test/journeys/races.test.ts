import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandomness } from '../../local/platform/createRandomness.ts';
import { canMove, type BookingState } from '../../model/bookings/states.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import { stayCents } from '../../model/payments/tariff.ts';
import { connect } from '../../start/connect.ts';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const RACES = 100;
const MINUTES = 60_000;
const HOLD = 48 * 60 * MINUTES;
/** More than the cloud records of one request: the second may begin after the first has ended. */
const LONGEST_LEAD = 24;

let desk: given.Frontdesk;
beforeEach(async () => {
  desk = await given.frontdesk();
});
afterEach(async () => desk[Symbol.asyncDispose]());

test('a cancel racing a confirm, 100 times', async () => {
  const stays = await pendingStays();
  await raceEach(
    stays,
    ({ id }) => when.confirms(desk, desk.caretaker, id),
    ({ id, tenant }) => when.cancels(desk, tenant, id),
  );
  await expectLawful(stays, ['APPROVED', 'CANCELLED']);
});

test('a pay racing a cancel, 100 times', async () => {
  const stays = await pendingStays();
  await Promise.all(stays.map(({ id }) => when.confirms(desk, desk.caretaker, id)));
  await desk.cloud.settles();
  await raceEach(
    stays,
    ({ id, tenant }) => when.pays(desk, tenant, id),
    ({ id, tenant }) => when.cancels(desk, tenant, id),
  );
  // As long as charges and refunds that fail are tried again.
  for (const _ of [1, 2, 3, 4]) await desk.cloud.advance(12 * MINUTES);
  await desk.cloud.settles();
  await expectLawful(stays, ['PAID', 'CANCELLED', 'APPROVED']);
});

test('an expiry racing a confirm, 100 times', async () => {
  const stays = await pendingStays();
  await desk.cloud.advance(HOLD - 1);
  const session = await signedInAgain('caretaker');
  const random = createRandomness(3);
  const leads = stays.map((stay, index) => ({
    stay,
    before: index % 2 === 0,
    records: Math.floor(random.float() * 400),
  }));

  const early = leads.filter(({ before }) => before).map(({ stay }) => when.confirms(desk, session, stay.id));
  const late = leads
    .filter(({ before }) => !before)
    .map(({ stay, records }) =>
      recordsLater(records, desk.cloud.advance(1)).then(() => when.confirms(desk, session, stay.id)),
    );
  await Promise.all([...early, ...late]);
  await desk.cloud.settles();
  await desk.cloud.advance(15 * MINUTES);
  await desk.cloud.settles();
  await expectLawful(stays, ['APPROVED', 'EXPIRED']);
});

interface Waiting extends when.Stay {
  readonly id: string;
  readonly tenant: given.Person;
}

/** Ten people each wait for a stay in each of ten apartments, none of which overlap. */
async function pendingStays(): Promise<Waiting[]> {
  const apartments = await tenApartments();
  const tenants = await Promise.all(apartments.map(() => desk.tenant()));
  const stays = tenants.flatMap((tenant, index) =>
    apartments.map((apartment) => ({
      tenant,
      ...when.aStay(apartment, dayOfMarch(1 + 2 * index), dayOfMarch(3 + 2 * index)),
    })),
  );
  expect(stays).toHaveLength(RACES);
  const asked = await Promise.all(
    stays.map(async ({ tenant, ...stay }) => {
      const { data, errors } = await when.books(desk, tenant, stay);
      expect(errors).toBeUndefined();
      return { tenant, ...stay, id: data!['createApartmentBooking'].id as string };
    }),
  );
  await desk.cloud.settles();
  return asked;
}

async function tenApartments(): Promise<string[]> {
  const [first] = await then.items(desk, `APARTMENT#${await desk.apartment()}`);
  const numbers = Array.from({ length: 10 }, (_, index) => `${201 + index}`);
  const input = {
    buildingId: first!['buildingId'],
    numberOfRooms: 2,
    kitchen: true,
    apartmentType: 'DOUBLE_ROOM',
  };
  const made = numbers.map((apartmentNumber) =>
    desk.admin.graphql('mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }', {
      input: { ...input, apartmentNumber },
    }),
  );
  return (await Promise.all(made)).map(({ createApartment }) => createApartment.id);
}

type Send = (stay: Waiting) => Promise<when.Answer>;

/** Sends both for each stay; which goes first, and how much the cloud does before the other, is the seed's. */
async function raceEach(stays: readonly Waiting[], one: Send, other: Send): Promise<void> {
  for (const [seed, stay] of stays.entries()) {
    const random = createRandomness(seed + 1);
    const [first, second] = random.float() < 0.5 ? [one, other] : [other, one];
    const sent = first(stay);
    await recordsLater(Math.floor(random.float() * LONGEST_LEAD), sent);
    const answers = await Promise.all([sent, second(stay)]);
    for (const { errors } of answers)
      if (errors) expect(['StateConflict', 'TryAgain']).toContain(errors[0]!.errorType);
  }
  await desk.cloud.settles();
}

/** Resolves once the cloud has recorded so much more, or come to rest after `work`. */
async function recordsLater(records: number, work: Promise<unknown>): Promise<void> {
  let seen = 0;
  let stop = () => {};
  const enough = new Promise<void>((resolve) => {
    if (records === 0) resolve();
    stop = desk.cloud.world.feed.subscribe(() => ++seen >= records && resolve());
  });
  await Promise.race([enough, work.then(() => desk.cloud.settles())]);
  stop();
}

const signedInAgain = (username: string) => connect(desk.cloud.describe()).signIn(username, 'Passw0rd-2027');

/** State, history, nights, money and claim of each stay agree. */
async function expectLawful(stays: readonly Waiting[], endings: readonly BookingState[]): Promise<void> {
  const stored = await then.items(desk, '');
  const admin = await signedInAgain('admin');
  for (const stay of stays) {
    const status: BookingState = stored.find(
      ({ pk, sk }) => pk === `BOOKING#${stay.id}` && sk === 'BOOKING',
    )!['status'];
    expect(endings).toContain(status);
    expectHistory(stored, stay, status);
    expectMoney(stored, stay, status);
  }
  expectNights(stored);
  await Promise.all(stays.map((stay) => expectClaim(stored, stay, admin)));
}

type Rows = readonly Record<string, any>[];

/** The statuses announced are a way through the state table, and end where the booking is. */
function expectHistory(stored: Rows, { id }: Waiting, status: BookingState): void {
  const told: BookingState[] = stored
    .filter(({ pk, sk }) => pk === `EVENTS#BOOKING_ID#${id}` && /^EVENT#BOOKING_[A-Z]+_EVENT$/.test(sk))
    .map(({ eventData }) => eventData.status);
  const way: BookingState[] = ['PENDING', 'APPROVED', 'PAID', 'CANCELLED', 'EXPIRED'];
  const passed = way.filter((each) => told.includes(each));
  expect(passed).toHaveLength(told.length);
  expect(passed[0]).toBe('PENDING');
  expect(passed.at(-1)).toBe(status);
  for (const [index, each] of passed.slice(1).entries()) expect(canMove(passed[index]!, each)).toBe(true);
}

/** What the gateway's book kept is what is owed. */
function expectMoney(stored: Rows, { id, ...stay }: Waiting, status: BookingState): void {
  const kept = stored
    .filter(({ pk }) => pk.startsWith(`GATEWAY#booking:${id}:`))
    .reduce((sum, { capturedCents = 0, refundedCents = 0 }) => sum + capturedCents - refundedCents, 0);
  expect({ id, status, kept }).toEqual({
    id,
    status,
    kept: status === 'PAID' ? stayCents('DOUBLE_ROOM', nightsOf(stay).length) : 0,
  });
}

function expectNights(stored: Rows): void {
  for (const { id, nights } of stored.filter(({ sk }) => sk === 'APARTMENT')) {
    const held = stored.filter(
      ({ sk, apartmentId, status }) =>
        sk === 'BOOKING' && apartmentId === id && ['APPROVED', 'PAID'].includes(status),
    );
    expect([...(nights ?? [])].sort()).toEqual(held.flatMap((stay) => nightsOf(stay as Waiting)).sort());
  }
}

/** The same person may ask for the same apartment anew if, and only if, the stay came to nothing. */
async function expectClaim(
  stored: Rows,
  { id, tenant, apartmentId }: Waiting,
  admin: Awaited<ReturnType<typeof signedInAgain>>,
): Promise<void> {
  const { status } = stored.find(({ pk, sk }) => pk === `BOOKING#${id}` && sk === 'BOOKING')!;
  const again = await when.books(desk, admin, {
    ...when.aStay(apartmentId, '2027-05-01', '2027-05-02'),
    userId: tenant.id,
  });
  if (['CANCELLED', 'EXPIRED'].includes(status)) expect(again.errors).toBeUndefined();
  else then.isRefused(again, 'BookingInProgress', { bookingId: id });
}

const dayOfMarch = (day: number) => `2027-03-${String(day).padStart(2, '0')}`;
