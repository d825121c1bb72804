import { expect } from 'vitest';
import { createRandomness } from '../../local/platform/Randomness.ts';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

export const RACES = 100;
/** More records than one request causes, so that the second may begin after the first has ended. */
const LONGEST_LEAD = 24;

/** A stored stay. */
export interface Waiting extends when.Stay {
  readonly id: string;
  readonly tenant: given.Person;
}

/** Ten tenants each have a pending stay in each of ten apartments. No two stays overlap. */
export async function pendingStays(desk: given.Frontdesk): Promise<Waiting[]> {
  const apartments = await someApartments(desk, 10);
  const tenants = await Promise.all(apartments.map(() => desk.tenant()));
  return storedStays(
    desk,
    tenants.flatMap((tenant, index) =>
      apartments.map((apartment) => ({
        tenant,
        ...when.aStay(apartment, dayOfMarch(1 + 2 * index), dayOfMarch(3 + 2 * index)),
      })),
    ),
  );
}

const dayOfMarch = (day: number) => `2027-03-${String(day).padStart(2, '0')}`;

/** Creates so many apartments in one building. */
export async function someApartments(desk: given.Frontdesk, count: number): Promise<string[]> {
  const [first] = await then.items(desk, `APARTMENT#${await desk.apartment()}`);
  const input = {
    buildingId: first!['buildingId'],
    numberOfRooms: 2,
    kitchen: true,
    apartmentType: 'DOUBLE_ROOM',
  };
  const made = Array.from({ length: count }, (_, index) =>
    desk.admin.graphql('mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }', {
      input: { ...input, apartmentNumber: `${201 + index}` },
    }),
  );
  return (await Promise.all(made)).map(({ createApartment }) => createApartment.id);
}

/** Requests every stay, and waits until all are stored. */
export async function storedStays(
  desk: given.Frontdesk,
  stays: readonly Omit<Waiting, 'id'>[],
): Promise<Waiting[]> {
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

export type Send = (stay: Waiting) => Promise<when.Answer>;

/** Sends both requests for each stay. The seed decides which goes first, and how much the cloud does before the other. */
export async function raceEach(
  desk: given.Frontdesk,
  stays: readonly Waiting[],
  one: Send,
  other: Send,
): Promise<void> {
  for (const [seed, stay] of stays.entries()) {
    const random = createRandomness(seed + 1);
    const [first, second] = random.float() < 0.5 ? [one, other] : [other, one];
    const sent = first(stay);
    await recordsLater(desk, Math.floor(random.float() * LONGEST_LEAD), sent);
    for (const answer of await Promise.all([sent, second(stay)])) isAnsweredLawfully(answer);
  }
  await desk.cloud.settles();
}

/** The loser of a race gets one of these errors, and nothing worse. */
export function isAnsweredLawfully({ errors }: when.Answer): void {
  if (errors) expect(['StateConflict', 'TryAgain']).toContain(errors[0]!.errorType);
}

/** Resolves once the feed has so many more records, or once the cloud is idle after `work`. */
export async function recordsLater(
  { cloud }: given.Frontdesk,
  records: number,
  work: Promise<unknown>,
): Promise<void> {
  let seen = 0;
  let stop = () => {};
  const enough = new Promise<void>((resolve) => {
    if (records === 0) resolve();
    stop = cloud.world.feed.subscribe(() => ++seen >= records && resolve());
  });
  await Promise.race([enough, work.then(() => cloud.settles())]);
  stop();
}
