import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { admin, apiKey, bus, caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';
import { describeReasons } from '../describeReasons.ts';

const follow = `subscription ($orderId: ID, $userId: ID) {
  onOrderStatus(orderId: $orderId, userId: $userId) { orderId status } }`;
const publish = `mutation ($reason: String) {
  publishOrderStatus(orderId: "o", userId: "u", status: SHIPPED, reason: $reason,
    updatedOn: "2030-05-10T12:00:00.000Z") { orderId userId status reason updatedOn } }`;

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
  test('follows its own orders, whatever it asks for', async () => {
    expect(await filtersOf(tenant)).toEqual([['userId eq tenant-1']]);
    expect(await filtersOf(tenant, { orderId: 'o' })).toEqual([['orderId eq o', 'userId eq tenant-1']]);
    expect(await filtersOf(tenant, { userId: 'tenant-1' })).toEqual([['userId eq tenant-1']]);
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
    expect(await filtersOf(caretaker)).toEqual([['orderId ne ']]);
    expect(await filtersOf(admin, { userId: null, orderId: null })).toEqual([['orderId ne ']]);
  });

  test('follows what the arguments name', async () => {
    expect(await filtersOf(caretaker, { userId: 'tenant-2' })).toEqual([['userId eq tenant-2']]);
    expect(await filtersOf(admin, { orderId: 'o' })).toEqual([['orderId eq o']]);
  });
});

test('an API key follows nothing', async () => {
  expect(await filtersOf(apiKey)).toMatchObject({ message: expect.stringContaining('Not Authorized') });
});

test('an id that could be none is refused', async () => {
  for (const orderId of ['a#b', ''])
    expect(await filtersOf(tenant, { orderId })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'orderId' },
    });
});

test('the bus announces, and an empty reason is none', async () => {
  const update = { orderId: 'o', userId: 'u', status: 'SHIPPED', updatedOn: '2030-05-10T12:00:00.000Z' };
  expect(await api.run(bus, publish, { reason: '' })).toEqual({ ...update, reason: null });
  expect(await api.run(bus, publish, { reason: 'because' })).toEqual({ ...update, reason: 'because' });
});

describeReasons(async (reason) => (await api.run(bus, publish, { reason })).reason);

test('no person announces, not even an Admin', async () => {
  for (const caller of [tenant, caretaker, admin])
    expect(await api.refusal(caller, publish)).toMatchObject({ errorType: 'Unauthorized' });
});
