import { beforeEach, describe, expect, test } from 'vitest';
import { Apartment } from '../../../model/apartments/Apartment.ts';
import { Building } from '../../../model/apartments/Building.ts';
import { bookingRow } from '../../lambda-fns/bookings/rows.ts';
import { admin, caretaker, otherTenant, startApi, tenant, today, type StartedApi } from '../startApi.ts';

const createBuilding = 'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }';
const updateBuilding = `mutation ($input: UpdateBuildingInput!) {
  updateBuilding(input: $input) { name userId numberOfApartments address { city } } }`;
const deleteBuilding = 'mutation ($id: ID!) { deleteBuilding(id: $id) }';
const createApartment = 'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }';
const updateApartment = `mutation ($input: UpdateApartmentInput!) {
  updateApartment(input: $input) { apartmentNumber numberOfRooms tenant caretaker } }`;
const deleteApartment = 'mutation ($id: ID!) { deleteApartment(id: $id) }';
const assign = `mutation ($apartmentIds: [ID!]!, $caretaker: ID) {
  assignCaretaker(apartmentIds: $apartmentIds, caretaker: $caretaker) { id caretaker } }`;
const byOwner = `query ($userId: ID, $pagination: Pagination) {
  buildingsByOwner(userId: $userId, pagination: $pagination) { items { id name } nextToken } }`;
const byArea = `query ($country: String!, $city: String!, $postalCode: String) {
  buildingsByArea(country: $country, city: $city, postalCode: $postalCode) { items { id } } }`;
const listApartments = `query ($buildingId: ID!) {
  listApartments(buildingId: $buildingId) { items { apartmentNumber } } }`;

const address = { streetAddress: 'S 1', postalCode: '20457', city: 'Hamburg', country: 'DE' };
const rooms = { apartmentNumber: '1', numberOfRooms: 2, kitchen: true, apartmentType: 'VILLA' };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  for (const id of ['tenant-1', 'tenant-2', 'caretaker-1'])
    await api.put({ pk: `USER#${id}`, sk: 'USER', id, enabled: true });
});

const aBuilding = async (input: object = {}): Promise<string> =>
  (
    await api.run(admin, createBuilding, {
      input: { name: 'North', numberOfApartments: 6, address, ...input },
    })
  ).id;

const anApartment = async (buildingId: string, input: object = {}): Promise<string> =>
  (await api.run(admin, createApartment, { input: { ...rooms, buildingId, ...input } })).id;

const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('a building', () => {
  test('is changed in what is named, and stays what a Lambda reads', async () => {
    const id = await aBuilding();
    const changes = { name: 'South', userId: 'tenant-1' };
    expect(await api.run(admin, updateBuilding, { input: { id, ...changes } })).toEqual({
      ...changes,
      numberOfApartments: 6,
      address: { city: 'Hamburg' },
    });
    const row = await api.row({ pk: `BUILDING#${id}`, sk: 'BUILDING' });
    expect(row).toEqual(Building.create(Building.parse({ Item: row }).data!).params({ table: 'table' }).Item);
  });

  test('is found by its owner, and by the next one once it has another', async () => {
    const [first, second] = [
      await aBuilding({ userId: 'tenant-1' }),
      await aBuilding({ userId: 'tenant-1' }),
    ];
    // Ids of one millisecond are in no order.
    expect(idsOf(await api.run(tenant, byOwner, {}))).toEqual([first, second].toSorted());
    await api.run(admin, updateBuilding, { input: { id: first, userId: 'tenant-2' } });
    expect(idsOf(await api.run(tenant, byOwner, {}))).toEqual([second]);
    expect(idsOf(await api.run(caretaker, byOwner, { userId: 'tenant-2' }))).toEqual([first]);
    expect(await api.refusal(otherTenant, byOwner, { userId: 'tenant-1' })).toMatchObject({
      errorType: 'Forbidden',
    });
  });

  test('is found by its city and postal code, however they are written', async () => {
    const hafen = await aBuilding();
    const altona = await aBuilding({ address: { ...address, postalCode: '22765' } });
    await aBuilding({ address: { ...address, city: 'Hamburg#22' } });
    const area = { country: 'de', city: ' hamburg' };
    expect(idsOf(await api.run(tenant, byArea, area))).toEqual([hafen, altona]);
    expect(idsOf(await api.run(tenant, byArea, { ...area, postalCode: '22' }))).toEqual([altona]);
    await api.run(admin, updateBuilding, { input: { id: hafen, address: { ...address, city: 'Bremen' } } });
    expect(idsOf(await api.run(tenant, byArea, area))).toEqual([altona]);
  });

  test('is not changed to what it cannot be', async () => {
    const id = await aBuilding();
    const refusal = (input: object) => api.refusal(admin, updateBuilding, { input: { id, ...input } });
    expect(await refusal({})).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'input' },
    });
    expect(await refusal({ name: '' })).toMatchObject({ errorType: 'InvalidArgument' });
    expect(await refusal({ numberOfApartments: 0 })).toMatchObject({ errorType: 'InvalidArgument' });
    expect(await refusal({ userId: 'nobody' })).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { userId: 'nobody' },
    });
    expect(await refusal({ id: 'none', name: 'X' })).toMatchObject({ errorType: 'NotFound' });
  });

  test('is deleted once it has no apartment, with its place in every list', async () => {
    const id = await aBuilding({ userId: 'tenant-1' });
    const apartment = await anApartment(id);
    expect(await api.refusal(admin, deleteBuilding, { id })).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { buildingId: id },
    });
    await api.run(admin, deleteApartment, { id: apartment });
    expect(await api.run(admin, deleteBuilding, { id })).toBe(true);
    expect(await api.rows('BUILDING')).toEqual([]);
    expect(idsOf(await api.run(tenant, byOwner, {}))).toEqual([]);
    expect(await api.refusal(admin, deleteBuilding, { id })).toMatchObject({ errorType: 'NotFound' });
  });

  test('stays where an apartment is created in it at that very instant', async () => {
    const id = await aBuilding();
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (request, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await anApartment(id);
      return TransactWriteItems!(request, call);
    };
    expect(await api.refusal(admin, deleteBuilding, { id })).toMatchObject({ errorType: 'StateConflict' });
  });

  test('of an earlier version, which counts no apartments, is not deleted while it has some', async () => {
    await api.put(
      { pk: 'BUILDING#old', sk: 'BUILDING', id: 'old' },
      {
        pk: 'APARTMENT#a',
        sk: 'APARTMENT',
        id: 'a',
        gsi1pk: 'BUILDING#old',
        gsi1sk: 'APARTMENT#1',
        buildingId: 'old',
      },
    );
    expect(await api.refusal(admin, deleteBuilding, { id: 'old' })).toMatchObject({
      errorType: 'StateConflict',
    });
    await api.run(admin, deleteApartment, { id: 'a' });
    expect(await api.run(admin, deleteBuilding, { id: 'old' })).toBe(true);
  });
});

describe('an apartment', () => {
  test('is changed in what is named, and stays what a Lambda reads', async () => {
    const buildingId = await aBuilding();
    const id = await anApartment(buildingId, { tenant: 'tenant-1', caretaker: 'caretaker-1' });
    expect(
      await api.run(admin, updateApartment, { input: { id, apartmentNumber: '9', tenant: null } }),
    ).toEqual({
      apartmentNumber: '9',
      numberOfRooms: 2,
      tenant: null,
      caretaker: 'caretaker-1',
    });
    const row = await api.row({ pk: `APARTMENT#${id}`, sk: 'APARTMENT' });
    expect(row).not.toHaveProperty('tenant');
    expect(row).toEqual(
      Apartment.create(Apartment.parse({ Item: row }).data!).params({ table: 'table' }).Item,
    );
    expect((await api.run(tenant, listApartments, { buildingId })).items).toEqual([{ apartmentNumber: '9' }]);
  });

  test('is changed while a stay is approved, and keeps its nights', async () => {
    const id = await anApartment(await aBuilding());
    const row = await api.row({ pk: `APARTMENT#${id}`, sk: 'APARTMENT' });
    await api.put({ ...row, nights: new Set(['2030-06-01']) });
    await api.run(admin, updateApartment, { input: { id, numberOfRooms: 3 } });
    const changed = await api.row({ pk: `APARTMENT#${id}`, sk: 'APARTMENT' });
    expect(changed).toMatchObject({ numberOfRooms: 3, nights: new Set(['2030-06-01']) });
  });

  test('is not changed over another change of the same instant', async () => {
    const id = await anApartment(await aBuilding());
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (request, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(admin, updateApartment, { input: { id, tenant: 'tenant-1' } });
      return TransactWriteItems!(request, call);
    };
    const change = { input: { id, tenant: 'tenant-2' } };
    expect(await api.refusal(admin, updateApartment, change)).toMatchObject({ errorType: 'TryAgain' });
  });

  test.each([
    ['nothing', {}, 'InvalidArgument'],
    ['no rooms', { numberOfRooms: 0 }, 'InvalidArgument'],
    ['a blank number', { apartmentNumber: ' ' }, 'InvalidArgument'],
    ['a caretaker without an account', { caretaker: 'nobody' }, 'NotFound'],
  ])('is not changed to %s', async (_what, changes, errorType) => {
    const id = await anApartment(await aBuilding());
    expect(await api.refusal(admin, updateApartment, { input: { id, ...changes } })).toMatchObject({
      errorType,
    });
  });

  test.each([
    ['somebody lives there', { tenant: 'tenant-1' }],
    ['a night is taken', { nights: new Set(['2030-06-01']) }],
  ])('is not deleted while %s', async (_what, row) => {
    const id = await anApartment(await aBuilding());
    const key = { pk: `APARTMENT#${id}`, sk: 'APARTMENT' };
    await api.put({ ...(await api.row(key)), ...row });
    expect(await api.refusal(admin, deleteApartment, { id })).toMatchObject({ errorType: 'StateConflict' });
    expect(await api.row(key)).toMatchObject(row);
  });

  test('is deleted once nobody waits for it any more', async () => {
    const id = await anApartment(await aBuilding());
    const booking = { ...bookingRow('booking-1'), apartmentId: id, gsi2pk: `APARTMENT#${id}` };
    await api.put({
      ...booking,
      gsi2sk: `BOOKING#${today}#booking-1`,
      holdUntil: '2030-05-11T00:00:00.000Z',
    });
    expect(await api.refusal(admin, deleteApartment, { id })).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { bookingId: 'booking-1' },
    });
    await api.put({
      ...booking,
      gsi2sk: `BOOKING#${today}#booking-1`,
      holdUntil: '2030-05-10T00:00:00.000Z',
    });
    expect(await api.run(admin, deleteApartment, { id })).toBe(true);
    expect(await api.refusal(admin, deleteApartment, { id })).toMatchObject({ errorType: 'NotFound' });
  });

  test('stays where it is let to somebody at that very instant', async () => {
    const id = await anApartment(await aBuilding());
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (request, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(admin, updateApartment, { input: { id, tenant: 'tenant-1' } });
      return TransactWriteItems!(request, call);
    };
    expect(await api.refusal(admin, deleteApartment, { id })).toMatchObject({ errorType: 'StateConflict' });
  });
});

describe('a caretaker', () => {
  test('is given several apartments at once, and none', async () => {
    const buildingId = await aBuilding();
    const ids = [await anApartment(buildingId), await anApartment(buildingId, { apartmentNumber: '2' })];
    const given = await api.run(admin, assign, { apartmentIds: [...ids, ids[0]], caretaker: 'caretaker-1' });
    expect(given).toEqual(ids.map((id) => ({ id, caretaker: 'caretaker-1' })));
    expect(await api.run(admin, assign, { apartmentIds: ids.slice(1) })).toEqual([
      { id: ids[1], caretaker: null },
    ]);
  });

  test('is given all of them or none', async () => {
    const id = await anApartment(await aBuilding());
    const refusal = (variables: object) =>
      api.refusal(admin, assign, { caretaker: 'caretaker-1', ...variables });
    expect(await refusal({ apartmentIds: [id, 'none'] })).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { id: 'none' },
    });
    expect(await refusal({ apartmentIds: [id], caretaker: 'nobody' })).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { caretaker: 'nobody' },
    });
    expect(await refusal({ apartmentIds: [] })).toMatchObject({ errorType: 'InvalidArgument' });
    expect(await refusal({ apartmentIds: Array(51).fill(id) })).toMatchObject({
      errorType: 'InvalidArgument',
    });
    expect(await api.row({ pk: `APARTMENT#${id}`, sk: 'APARTMENT' })).not.toHaveProperty('caretaker');
  });
});
