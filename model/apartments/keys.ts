/** Building and apartment keys, spelled once for ElectroDB and for resolvers; `test/model` compares. */
export const buildingKey = (buildingId: string) => ({ pk: `BUILDING#${buildingId}`, sk: 'BUILDING' });

export const buildingsKey = 'BUILDINGS';

export const buildingIndexKeys = (buildingId: string) => ({ gsi1pk: buildingsKey, gsi1sk: buildingId });

export const apartmentKey = (apartmentId: string) => ({ pk: `APARTMENT#${apartmentId}`, sk: 'APARTMENT' });

/** Where a building's apartments are found. */
export const buildingApartmentsKey = (buildingId: string) => `BUILDING#${buildingId}`;

export const apartmentIndexKeys = (buildingId: string, apartmentNumber: string) => ({
  gsi1pk: buildingApartmentsKey(buildingId),
  gsi1sk: `APARTMENT#${apartmentNumber}`,
});
