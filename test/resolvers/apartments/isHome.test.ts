import { expect, test } from 'vitest';
import { apartmentRow } from '../../lambda-fns/bookings/rows.ts';
import { startApi, tenant } from '../startApi.ts';

test('an apartment is home to whoever lives there, and to nobody else', async () => {
  const api = await startApi();
  await api.put(
    { ...apartmentRow(), tenant: 'tenant-1' },
    { ...apartmentRow([], 'apartment-2'), tenant: 'tenant-2' },
    apartmentRow([], 'apartment-3'),
  );
  const query = '{ listApartments(buildingId: "building-1") { items { id isHome } } }';
  expect(await api.run(tenant, query)).toEqual({
    items: [
      { id: 'apartment-1', isHome: true },
      { id: 'apartment-2', isHome: false },
      { id: 'apartment-3', isHome: false },
    ],
  });
});
