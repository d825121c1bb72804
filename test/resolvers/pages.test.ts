import { beforeEach, expect, test } from 'vitest';
import { bookingRow } from '../lambda-fns/bookings/rows.ts';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from './startApi.ts';

const buildings = `query ($pagination: Pagination) {
  listBuildings(pagination: $pagination) { items { id } nextToken } }`;
const bookings = `query ($userId: ID, $pagination: Pagination) {
  bookingsPerUser(userId: $userId, pagination: $pagination) { items { id } nextToken } }`;

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

test('a list’s token is good for everyone who may read the list', async () => {
  const building = (id: string) => ({
    pk: `BUILDING#${id}`,
    sk: 'BUILDING',
    id,
    gsi1pk: 'BUILDINGS',
    gsi1sk: id,
  });
  await api.put(building('a'), building('b'));
  const { nextToken } = await api.run(admin, buildings, { pagination: { limit: 1 } });
  for (const reader of [admin, caretaker, tenant])
    expect((await api.run(reader, buildings, { pagination: { nextToken } })).items).toEqual([{ id: 'b' }]);
});

test('a person’s token opens the person’s list to nobody else', async () => {
  await api.put(bookingRow('a', { userId: 'tenant-1' }), bookingRow('b', { userId: 'tenant-1' }));
  await api.put(bookingRow('c', { userId: 'tenant-2' }));
  const { nextToken } = await api.run(tenant, bookings, { pagination: { limit: 1 } });
  const pagination = { nextToken };

  expect((await api.run(tenant, bookings, { pagination })).items).toEqual([{ id: 'b' }]);
  const staffs = await api.run(caretaker, bookings, { userId: 'tenant-1', pagination });
  expect(staffs.items).toEqual([{ id: 'b' }]);
  expect(await api.refusal(otherTenant, bookings, { userId: 'tenant-1', pagination })).toMatchObject({
    errorType: 'Forbidden',
  });
  for (const other of [otherTenant, caretaker])
    expect(await api.refusal(other, bookings, { pagination })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'pagination.nextToken' },
    });
});
