import { beforeEach, expect, test } from 'vitest';
import { bookingRow } from '../../lambda-fns/bookings/rows.ts';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';

const perApartment = `query ($pagination: Pagination) {
  getAllBookingsPerApartment(apartmentId: "apartment-1", pagination: $pagination) {
    items { id userId user { id firstName } } nextToken } }`;
const perUser = `query ($userId: ID!, $pagination: Pagination) {
  bookingsPerUser(userId: $userId, pagination: $pagination) { items { __typename id status } nextToken } }`;
const get = 'query ($id: ID!) { getBooking(id: $id) { id user { id firstName } } }';
const userRow = (id: string) => ({ pk: `USER#${id}`, sk: 'USER', id, firstName: `name of ${id}` });
const two = (value: number) => String(value).padStart(2, '0');

let api: StartedApi;
let reads: any[];
beforeEach(async () => {
  api = await startApi();
  reads = [];
  const { BatchGetItem } = api.tableActions;
  // Answers in another order than asked.
  api.tableActions.BatchGetItem = async (input, call) => {
    reads.push(input.RequestItems.table.Keys);
    const { Responses, ...rest } = await BatchGetItem!(input, call);
    return { ...rest, Responses: { table: [...Responses.table].reverse() } };
  };
});

test('forty bookings of fifteen users come each with its own, by one batch read', async () => {
  const users = Array.from({ length: 15 }, (_, index) => `user-${two(index)}`);
  const bookings = Array.from({ length: 40 }, (_, index) =>
    bookingRow(`b-${two(index)}`, { userId: users[(index * 7) % 15] }),
  );
  await api.put(...users.map(userRow), ...bookings);
  const { items } = await api.run(caretaker, perApartment, { pagination: { limit: 100 } });
  expect(items).toHaveLength(40);
  for (const { userId, user } of items) expect(user).toEqual({ id: userId, firstName: `name of ${userId}` });
  expect(reads).toHaveLength(1);
  expect(reads[0]).toHaveLength(15);
});

test('one booking, and a page of a person’s own, come with their user as well', async () => {
  await api.put(userRow('tenant-1'), bookingRow('b', { userId: 'tenant-1' }));
  const user = { id: 'tenant-1', firstName: 'name of tenant-1' };
  expect(await api.run(tenant, get, { id: 'b' })).toEqual({ id: 'b', user });
  const query = '{ bookingsPerUser(userId: "tenant-1") { items { user { id firstName } } } }';
  expect(await api.run(tenant, query)).toEqual({ items: [{ user }] });
});

test('bookings of an account that is gone are returned, with null for their user', async () => {
  await api.put(bookingRow('b', { userId: 'gone' }));
  expect((await api.run(admin, perApartment)).items).toEqual([{ id: 'b', userId: 'gone', user: null }]);
  expect(await api.run(admin, get, { id: 'b' })).toEqual({ id: 'b', user: null });
});

test('pages follow each other without a gap, in the order of days', async () => {
  const ids = Array.from({ length: 25 }, (_, index) => `b-${two(index)}`);
  await api.put(
    ...ids.map((id, index) => bookingRow(id, { userId: 'tenant-1', startDate: `2089-05-${two(index + 1)}` })),
  );
  const seen: string[] = [];
  let nextToken: string | null | undefined;
  do {
    const page = await api.run(tenant, perUser, { userId: 'tenant-1', pagination: { limit: 7, nextToken } });
    seen.push(...page.items.map(({ id }: { id: string }) => id));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(seen).toEqual(ids);
  expect(reads).toEqual([]);
});

test('a person’s bookings are the person’s and staff’s, an apartment’s only staff’s', async () => {
  const args = { userId: 'tenant-1' };
  await api.put(bookingRow('b', { userId: 'tenant-1', holdUntil: '2030-05-10T12:00:00.000Z' }));
  for (const reader of [tenant, caretaker, admin])
    expect((await api.run(reader, perUser, args)).items).toMatchObject([{ id: 'b', status: 'EXPIRED' }]);
  expect(await api.refusal(otherTenant, perUser, args)).toMatchObject({ errorType: 'Forbidden' });
  expect(await api.refusal(tenant, perApartment)).toMatchObject({ errorType: 'Unauthorized' });
});
