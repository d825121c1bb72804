import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { apiKey, bus, caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';
import { describeReasons } from '../describeReasons.ts';

const follow = `subscription ($bookingId: ID, $apartmentId: ID, $userId: ID) {
  onBookingStatus(bookingId: $bookingId, apartmentId: $apartmentId, userId: $userId) { id status } }`;
const publish = `mutation ($reason: String) {
  publishBookingStatus(id: "b", userId: "u", apartmentId: "a", status: PENDING, reason: $reason,
    updatedOn: "2030-05-10T12:00:00.000Z") { id userId apartmentId status reason updatedOn } }`;

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

/** The conditions AppSync holds each announcement against, or the error. */
const filtersOf = async (caller: Caller, variables: object = {}) => {
  const answer = await api.subscribe(caller, follow, variables);
  if ('errors' in answer) return answer.errors[0];
  return answer.filter?.filterGroup.map(({ filters }) =>
    filters.map(({ fieldName, operator, value }) => `${fieldName} ${operator} ${String(value)}`),
  );
};

describe('a tenant', () => {
  test('follows its own bookings, whatever it asks for', async () => {
    expect(await filtersOf(tenant)).toEqual([['userId eq tenant-1']]);
    expect(await filtersOf(tenant, { bookingId: 'b', apartmentId: 'a', userId: 'tenant-1' })).toEqual([
      ['id eq b', 'apartmentId eq a', 'userId eq tenant-1'],
    ]);
  });

  test('may not follow another person', async () => {
    expect(await filtersOf(tenant, { userId: 'tenant-2' })).toMatchObject({
      errorType: 'Forbidden',
      errorInfo: { userId: 'tenant-2' },
    });
  });
});

describe('staff', () => {
  test('follows everything', async () => {
    expect(await filtersOf(caretaker)).toEqual([['id ne ']]);
    expect(await filtersOf(caretaker, { userId: null })).toEqual([['id ne ']]);
  });

  test('follows what the arguments name', async () => {
    expect(await filtersOf(caretaker, { userId: 'tenant-2' })).toEqual([['userId eq tenant-2']]);
    expect(await filtersOf(caretaker, { apartmentId: 'a' })).toEqual([['apartmentId eq a']]);
  });
});

test('an API key follows nothing', async () => {
  expect(await filtersOf(apiKey)).toMatchObject({ message: expect.stringContaining('Not Authorized') });
});

test('an id that could be none is refused', async () => {
  expect(await filtersOf(tenant, { bookingId: 'a#b' })).toMatchObject({ errorType: 'InvalidArgument' });
});

test('the bus announces, and an empty reason is none', async () => {
  const update = {
    id: 'b',
    userId: 'u',
    apartmentId: 'a',
    status: 'PENDING',
    updatedOn: '2030-05-10T12:00:00.000Z',
  };
  expect(await api.run(bus, publish, { reason: '' })).toEqual({ ...update, reason: null });
  expect(await api.run(bus, publish, { reason: 'because' })).toEqual({ ...update, reason: 'because' });
});

describeReasons(async (reason) => (await api.run(bus, publish, { reason })).reason);

test('no person announces, not even an Admin', async () => {
  expect(await api.refusal(caretaker, publish)).toMatchObject({ errorType: 'Unauthorized' });
});
