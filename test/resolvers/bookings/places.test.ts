import { expect, test } from 'vitest';
import { buildingKey } from '../../../model/apartments/keys.ts';
import { apartmentRow, bookingRow } from '../../lambda-fns/bookings/rows.ts';
import { startApi, tenant } from '../startApi.ts';

const query = `{ bookingsPerUser { items { id ... on ApartmentBooking { apartment { id building { id name } } } } } }`;

test('a stay leads to its apartment and its building, and to null where one is gone', async () => {
  const api = await startApi();
  await api.put(
    { ...buildingKey('building-1'), id: 'building-1', name: 'Harbour House' },
    { ...apartmentRow(), buildingId: 'building-1' },
    { ...apartmentRow([], 'apartment-2'), buildingId: 'gone' },
    bookingRow('b-1', { userId: 'tenant-1', startDate: '2089-05-01' }),
    bookingRow('b-2', { userId: 'tenant-1', startDate: '2089-05-02', apartmentId: 'apartment-2' }),
    bookingRow('b-3', { userId: 'tenant-1', startDate: '2089-05-03', apartmentId: 'gone' }),
  );
  expect(await api.run(tenant, query)).toEqual({
    items: [
      { id: 'b-1', apartment: { id: 'apartment-1', building: { id: 'building-1', name: 'Harbour House' } } },
      { id: 'b-2', apartment: { id: 'apartment-2', building: null } },
      { id: 'b-3', apartment: null },
    ],
  });
});
