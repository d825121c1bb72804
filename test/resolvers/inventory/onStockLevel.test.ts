import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import { admin, apiKey, bus, caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';

const follow = 'subscription ($sku: String) { onStockLevel(sku: $sku) { sku units updatedOn } }';
const publish = `mutation ($units: String!) {
  publishStockLevel(sku: "lamp", units: $units, updatedOn: "2030-05-10T12:00:00.000Z") { sku units updatedOn } }`;

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

/** The conditions AppSync holds each announcement against, or the error. */
const filtersOf = async (caller: Caller, variables: object = {}) => {
  const answer = await api.subscribe(caller, follow, variables);
  if ('errors' in answer) return answer.errors[0];
  return answer.filter?.filterGroup.map(({ filters }) =>
    filters.map(({ fieldName, operator, value }) => `${fieldName} ${operator} ${value}`),
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

test('the bus announces units as DynamoDB spells numbers', async () => {
  const level = { sku: 'lamp', updatedOn: '2030-05-10T12:00:00.000Z' };
  for (const units of [0, 7, 1_000_000])
    expect(await api.run(bus, publish, { units: String(units) })).toEqual({ ...level, units });
});

test('units that are no whole number are refused', async () => {
  for (const units of ['', 'five', '1.5', '5 lamps', '0x10', 'NaN', '-1'])
    expect(await api.refusal(bus, publish, { units })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'units' },
    });
});

test('no person announces, not even an Admin', async () => {
  for (const caller of [tenant, caretaker, admin])
    expect(await api.refusal(caller, publish, { units: '1' })).toMatchObject({ errorType: 'Unauthorized' });
});
