/**
 * Building and apartment keys as resolvers write them. `test/model/apartments/keys.test.ts` compares them
 * with ElectroDB's.
 */
export const buildingKey = (buildingId: string) => ({ pk: `BUILDING#${buildingId}`, sk: 'BUILDING' });

export const buildingsKey = 'BUILDINGS';

export const buildingIndexKeys = (buildingId: string) => ({ gsi1pk: buildingsKey, gsi1sk: buildingId });

export const apartmentKey = (apartmentId: string) => ({ pk: `APARTMENT#${apartmentId}`, sk: 'APARTMENT' });

/** The partition of an index that lists a building's apartments. */
export const buildingApartmentsKey = (buildingId: string) => `BUILDING#${buildingId}`;

export const apartmentIndexKeys = (buildingId: string, apartmentNumber: string) => ({
  gsi1pk: buildingApartmentsKey(buildingId),
  gsi1sk: `APARTMENT#${apartmentNumber}`,
});
