import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { admin, apiKey, bus, caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';

const follow = 'subscription ($sku: String) { onStockLevel(sku: $sku) { sku units version updatedOn } }';
const publish = `mutation ($units: String! = "1", $version: String! = "1") {
  publishStockLevel(sku: "lamp", units: $units, version: $version, updatedOn: "2030-05-10T12:00:00.000Z") {
    sku units version updatedOn } }`;

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

test('every signed-in user follows all stock, or one SKU’s', async () => {
  for (const caller of [tenant, caretaker, admin]) {
    expect(await filtersOf(caller)).toEqual([['sku ne ']]);
    expect(await filtersOf(caller, { sku: null })).toEqual([['sku ne ']]);
    expect(await filtersOf(caller, { sku: 'lamp' })).toEqual([['sku eq lamp']]);
  }
});

test('an API key follows nothing, and a name that cannot be is refused', async () => {
  expect(await filtersOf(apiKey)).toMatchObject({ message: expect.stringContaining('Not Authorized') });
  for (const sku of ['a#b', ''])
    expect(await filtersOf(tenant, { sku })).toMatchObject({ errorType: 'InvalidArgument' });
});

test.each(['units', 'version'])('the bus announces %s as DynamoDB spells numbers', async (name) => {
  const level = { sku: 'lamp', units: 1, version: 1, updatedOn: '2030-05-10T12:00:00.000Z' };
  for (const count of [0, 7, 1_000_000])
    expect(await api.run(bus, publish, { [name]: String(count) })).toEqual({ ...level, [name]: count });
});

test.each(['units', 'version'])('%s that is no whole number is refused', async (name) => {
  for (const count of ['', 'five', '1.5', '5 lamps', '0x10', 'NaN', '-1'])
    expect(await api.refusal(bus, publish, { [name]: count })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: name },
    });
});

test('no person announces, not even an Admin', async () => {
  for (const caller of [tenant, caretaker, admin])
    expect(await api.refusal(caller, publish, { units: '1' })).toMatchObject({ errorType: 'Unauthorized' });
});
