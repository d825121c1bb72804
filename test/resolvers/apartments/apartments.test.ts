import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { Apartment } from '../../../model/apartments/Apartment.ts';
import { Building } from '../../../model/apartments/Building.ts';
import { admin, apiKey, startApi, tenant, type StartedApi } from '../startApi.ts';

const createBuilding = `mutation ($input: BuildingInput!) { createBuilding(input: $input) {
  id name userId numberOfApartments address { streetAddress postalCode city country } apartments { id } } }`;
const createApartment = `mutation ($input: ApartmentInput!) { createApartment(input: $input) {
  id buildingId apartmentNumber numberOfRooms kitchen apartmentType apartmentStatus tenant caretaker } }`;
const getBuilding = 'query ($id: ID!) { getBuilding(id: $id) { name apartments { apartmentNumber } } }';
const listBuildings = `query ($pagination: Pagination) {
  listBuildings(pagination: $pagination) { items { id name } nextToken } }`;
const listApartments = `query ($buildingId: ID!, $status: ApartmentStatus, $pagination: Pagination) {
  listApartments(buildingId: $buildingId, status: $status, pagination: $pagination) {
    items { apartmentNumber apartmentStatus } nextToken } }`;

const address = { streetAddress: 'S 1', postalCode: '1000', city: 'C', country: 'D' };
const building = { name: 'North', numberOfApartments: 6, address };
const apartment = { apartmentNumber: '1', numberOfRooms: 2, kitchen: true, apartmentType: 'VILLA' };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

const anAccount = (id: string) => api.put({ pk: `USER#${id}`, sk: 'USER', id, enabled: true });

const aBuilding = async () => (await api.run(admin, createBuilding, { input: building })).id;

test('a building is created with its address, owned by the Admin who does', async () => {
  expect(await api.run(admin, createBuilding, { input: building })).toEqual({
    id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    ...building,
    userId: 'admin-1',
    apartments: [],
  });
});

test('its apartments are found with it, by number', async () => {
  const buildingId = await aBuilding();
  for (const apartmentNumber of ['2', '1'])
    await api.run(admin, createApartment, { input: { ...apartment, buildingId, apartmentNumber } });
  expect(await api.run(tenant, getBuilding, { id: buildingId })).toEqual({
    name: 'North',
    apartments: [{ apartmentNumber: '1' }, { apartmentNumber: '2' }],
  });
});

test('an apartment begins vacant', async () => {
  const buildingId = await aBuilding();
  expect(await api.run(admin, createApartment, { input: { ...apartment, buildingId } })).toEqual({
    id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    buildingId,
    ...apartment,
    apartmentStatus: 'VACANT',
    tenant: null,
    caretaker: null,
  });
});

test('the rows are what a Lambda reads as building and apartment', async () => {
  await anAccount('tenant-1');
  const buildingId = await aBuilding();
  await api.run(admin, createApartment, { input: { ...apartment, buildingId, tenant: 'tenant-1' } });
  const [buildingRow] = await api.rows('BUILDING');
  const [apartmentRow] = await api.rows('APARTMENT');
  const table = 'table';
  expect(buildingRow).toEqual(
    Building.create(Building.parse({ Item: buildingRow }).data!).params({ table }).Item,
  );
  expect(apartmentRow).toEqual(
    Apartment.create(Apartment.parse({ Item: apartmentRow }).data!).params({ table }).Item,
  );
});

test('an apartment of no building is refused', async () => {
  const input = { ...apartment, buildingId: 'nowhere' };
  expect(await api.refusal(admin, createApartment, { input })).toMatchObject({
    errorType: 'NotFound',
    errorInfo: { buildingId: 'nowhere' },
  });
  expect(await api.rows()).toEqual([]);
});

test.each([
  ['tenant', { tenant: 'nobody' }],
  ['caretaker', { tenant: 'tenant-1', caretaker: 'nobody' }],
])('an apartment whose %s has no account is refused', async (argument, userIds) => {
  await anAccount('tenant-1');
  const buildingId = await aBuilding();
  const input = { ...apartment, buildingId, ...userIds };
  expect(await api.refusal(admin, createApartment, { input })).toMatchObject({
    errorType: 'NotFound',
    errorInfo: { [argument]: 'nobody' },
  });
  expect(await api.rows('APARTMENT')).toEqual([]);
});

test('a building whose owner has no account is refused', async () => {
  const input = { ...building, userId: 'nobody' };
  expect(await api.refusal(admin, createBuilding, { input })).toMatchObject({
    errorType: 'NotFound',
    errorInfo: { userId: 'nobody' },
  });
  expect(await api.rows()).toEqual([]);
});

test('an apartment whose building is being changed is to be asked for again', async () => {
  api.tableActions.TransactWriteItems = async () => {
    const reasons = ['TransactionConflict', 'None'].map((Code) => ({ Code, Message: Code }));
    throw new AwsError('TransactionCanceledException', 'canceled', {
      fields: { CancellationReasons: reasons },
    });
  };
  const input = { ...apartment, buildingId: 'b' };
  expect(await api.refusal(admin, createApartment, { input })).toMatchObject({ errorType: 'TryAgain' });
});

test('pages follow each other to the end', async () => {
  for (const name of ['A', 'B', 'C']) {
    await api.run(admin, createBuilding, { input: { ...building, name } });
    await api.world.clock.advance(1);
  }
  const first = await api.run(tenant, listBuildings, { pagination: { limit: 2 } });
  expect(first.items.map(({ name }: any) => name)).toEqual(['A', 'B']);
  const second = await api.run(tenant, listBuildings, {
    pagination: { limit: 2, nextToken: first.nextToken },
  });
  expect(second).toMatchObject({ items: [{ name: 'C' }], nextToken: null });
});

test('apartments are listed by status', async () => {
  const buildingId = await aBuilding();
  await api.run(admin, createApartment, { input: { ...apartment, buildingId } });
  const occupied = { ...apartment, buildingId, apartmentNumber: '2', apartmentStatus: 'OCCUPIED' };
  await api.run(admin, createApartment, { input: occupied });

  const page = (variables: object) => api.run(tenant, listApartments, { buildingId, ...variables });
  expect((await page({})).items).toHaveLength(2);
  expect(await page({ status: 'OCCUPIED' })).toEqual({
    items: [{ apartmentNumber: '2', apartmentStatus: 'OCCUPIED' }],
    nextToken: null,
  });
  expect(await page({ buildingId: 'nowhere' })).toEqual({ items: [], nextToken: null });
});

describe('refused is', () => {
  test.each([
    ['no apartment', { numberOfApartments: 0 }, 'numberOfApartments'],
    ['no name', { name: '' }, 'name'],
    ['no city', { address: { ...address, city: ' ' } }, 'address.city'],
    ['an owner whose id forges a key', { userId: 'a#b' }, 'userId'],
  ])('a building with %s', async (_what, changes, argument) => {
    const input = { ...building, ...changes };
    expect(await api.refusal(admin, createBuilding, { input })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument },
    });
  });

  test.each([
    [{ buildingId: 'a#b' }, 'buildingId'],
    [{ apartmentNumber: '' }, 'apartmentNumber'],
    [{ numberOfRooms: -1 }, 'numberOfRooms'],
    [{ tenant: 'a b' }, 'tenant'],
  ])('an apartment with %j', async (changes, argument) => {
    const input = { ...apartment, buildingId: 'b', ...changes };
    expect(await api.refusal(admin, createApartment, { input })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument },
    });
  });

  test.each([0, -1, 101])('a page of %d', async (limit) => {
    expect(await api.refusal(tenant, listBuildings, { pagination: { limit } })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.limit' },
    });
  });

  test('a token of no page', async () => {
    const pagination = { nextToken: 'bogus' };
    expect(await api.refusal(tenant, listBuildings, { pagination })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.nextToken' },
    });
  });

  test('a tenant who would build', async () => {
    expect(await api.refusal(tenant, createBuilding, { input: building })).toMatchObject({
      errorType: 'Unauthorized',
    });
  });
});

test('an API key reads buildings and apartments, and no person’s id', async () => {
  await anAccount('tenant-1');
  const buildingId = await aBuilding();
  const input = { ...apartment, buildingId, tenant: 'tenant-1' };
  await api.run(admin, createApartment, { input });
  expect((await api.run(apiKey, listApartments, { buildingId })).items).toHaveLength(1);
  const withTenant = 'query ($id: ID!) { listApartments(buildingId: $id) { items { tenant } } }';
  expect(await api.refusal(apiKey, withTenant, { id: buildingId })).toMatchObject({
    errorType: 'Unauthorized',
  });
});
