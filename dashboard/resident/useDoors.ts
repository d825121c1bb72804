import { useQueries } from '@tanstack/react-query';
import { todayHere } from '../components/format.ts';
import { queryOfAll, useAll } from '../data/hooks.ts';
import { BuildingsDocument } from './apartments.documents.ts';
import { MyBookingsDocument } from './bookings.documents.ts';
import { HomesOfBuildingDocument } from './shop.documents.ts';

/** Apartments that orders of a person are brought to: where they live, and where they stay. */
export function useDoors(): readonly { readonly id: string; readonly label: string }[] {
  const { data: buildings = [] } = useAll(BuildingsDocument, {}, ({ listBuildings }) => listBuildings);
  const { data: booked = [] } = useAll(MyBookingsDocument, {}, ({ bookingsPerUser }) => bookingsPerUser);
  const answers = useQueries({
    queries: buildings.map(({ id }) =>
      queryOfAll(HomesOfBuildingDocument, { buildingId: id }, ({ listApartments }) => listApartments),
    ),
  });
  const stays = new Set(
    booked.flatMap((booking) =>
      booking.__typename === 'ApartmentBooking' &&
      ['APPROVED', 'PAID'].includes(booking.status) &&
      booking.endDate >= todayHere()
        ? [booking.apartmentId]
        : [],
    ),
  );
  const doors = buildings.flatMap(({ name }, index) =>
    (answers[index]?.data ?? [])
      .filter(({ id, isHome }) => isHome || stays.has(id))
      .map(({ id, apartmentNumber, isHome }) => ({ id, isHome, label: `${apartmentNumber}, ${name}` })),
  );
  return doors.sort((one, other) => Number(other.isHome) - Number(one.isHome));
}
