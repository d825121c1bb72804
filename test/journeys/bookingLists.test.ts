import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import type { Session } from '../../start/connect.ts';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const PEOPLE = 15;
const BOOKINGS = 40;

const PER_APARTMENT = `query ($apartmentId: ID!, $pagination: Pagination) {
  list: getAllBookingsPerApartment(apartmentId: $apartmentId, pagination: $pagination) {
    items { id userId user { id firstName } }
    nextToken
  }
}`;

const PER_USER = `query ($userId: ID!, $pagination: Pagination) {
  list: bookingsPerUser(userId: $userId, pagination: $pagination) { items { id userId } nextToken }
}`;

let desk: given.Frontdesk;
let tenants: given.Person[];
let apartmentId: string;
let booked: { id: string; userId: string }[];

beforeAll(async () => {
  desk = await given.frontdesk();
  apartmentId = await desk.apartment();
  tenants = await Promise.all(Array.from({ length: PEOPLE }, () => desk.tenant()));
  booked = [];
  // A person can have one stay in progress for each apartment, so each is cancelled before the next.
  for (let first = 0; first < BOOKINGS; first += PEOPLE) {
    const round = tenants.slice(0, Math.min(PEOPLE, BOOKINGS - first));
    booked.push(...(await Promise.all(round.map((person, index) => bookAndCancel(person, first + index)))));
    await desk.cloud.settles();
  }
});
afterAll(async () => desk[Symbol.asyncDispose]());

async function bookAndCancel(person: given.Person, day: number) {
  const start = new Date(Date.UTC(2027, 2, 1 + day)).toISOString().slice(0, 10);
  const end = new Date(Date.UTC(2027, 2, 2 + day)).toISOString().slice(0, 10);
  const id = await when.hasBooked(desk, person, when.aStay(apartmentId, start, end));
  await when.cancels(desk, person, id);
  return { id, userId: person.id };
}

describe('40 bookings by 15 people of one apartment', () => {
  const reads: Extract<FeedRecord, { kind: 'read' }>[] = [];
  beforeAll(() => desk.cloud.world.feed.subscribe((record) => record.kind === 'read' && reads.push(record)));
  beforeEach(() => void reads.splice(0));

  test('are listed, each with its own user, with one query and one batch read', async () => {
    const { items } = (await page(desk.caretaker, PER_APARTMENT, { apartmentId }, { limit: 100 })).list;
    expect(items).toHaveLength(BOOKINGS);
    for (const { id, userId, user } of items) {
      expect(userId).toBe(booked.find((booking) => booking.id === id)!.userId);
      expect(user).toEqual({
        id: userId,
        firstName: tenants.find((person) => person.id === userId)!.username,
      });
    }
    expect(reads.map(({ operation, items: count }) => [operation, count])).toEqual([
      ['Query', BOOKINGS],
      ['BatchGetItem', PEOPLE],
    ]);
  });

  test('fill pages that show each exactly once', async () => {
    const ids = await pageThrough(desk.admin, PER_APARTMENT, { apartmentId }, 7);
    expect(ids.sort()).toEqual(booked.map(({ id }) => id).sort());
  });

  test('are in each person’s own pages exactly once', async () => {
    const [person] = tenants as [given.Person];
    const ids = await pageThrough(person, PER_USER, { userId: person.id }, 1);
    expect(ids.sort()).toEqual(
      booked
        .filter(({ userId }) => userId === person.id)
        .map(({ id }) => id)
        .sort(),
    );
  });
});

test('a page token of another list, or a forged one, is refused', async () => {
  const [person, other] = tenants as [given.Person, given.Person];
  const { nextToken } = (await page(person, PER_USER, { userId: person.id }, { limit: 1 })).list;
  const refused = async (session: Session, query: string, variables: object, token: string) => {
    const answer = await when.ask(desk, session, query, { ...variables, pagination: { nextToken: token } });
    then.isRefused(answer, 'InvalidArgument', { argument: 'pagination.nextToken' });
  };
  await refused(other, PER_USER, { userId: other.id }, nextToken);
  await refused(desk.admin, PER_APARTMENT, { apartmentId }, nextToken);
  await refused(person, PER_USER, { userId: person.id }, `${nextToken.slice(0, -4)}AAAA`);
  await refused(person, PER_USER, { userId: person.id }, 'made up');
});

const page = (session: Session, query: string, variables: object, pagination: object) =>
  session.graphql(query, { ...variables, pagination });

async function pageThrough(
  session: Session,
  query: string,
  variables: object,
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  let nextToken: string | null = null;
  do {
    const { list } = await page(session, query, variables, { limit, nextToken });
    ids.push(...list.items.map(({ id }: { id: string }) => id));
    nextToken = list.nextToken;
  } while (nextToken);
  return ids;
}
