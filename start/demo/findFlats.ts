import type { Flat } from './Flat.ts';
import type { Person } from './Person.ts';

const BUILDINGS = '{ listBuildings { items { name apartments { id apartmentNumber apartmentType } } } }';

/** The flats of Harbour House. */
export async function findFlats({ session }: Person): Promise<readonly Flat[]> {
  const { listBuildings } = await session.graphql(BUILDINGS);
  const house = listBuildings.items.find(({ name }: any) => name === 'Harbour House');
  return house.apartments.map(({ id, apartmentNumber, apartmentType }: any) => ({
    id,
    number: apartmentNumber,
    apartmentType,
  }));
}
