/**
 * Building and apartment keys as resolvers write them. `test/model/apartments/keys.test.ts` compares them
 * with ElectroDB's.
 */
export const buildingKey = (buildingId: string) => ({ pk: `BUILDING#${buildingId}`, sk: 'BUILDING' });

export const buildingsKey = 'BUILDINGS';

export const buildingIndexKeys = (buildingId: string) => ({ gsi1pk: buildingsKey, gsi1sk: buildingId });

/** The row that lists a building among those of its owner. It has nothing but its keys and the building's id. */
export const buildingOwnerKey = (buildingId: string) => ({ pk: `BUILDING#${buildingId}`, sk: 'OWNER' });

/** How the sort keys of a person's buildings begin in the index that lists them. */
export const ownedBuildingPrefix = 'BUILDING#';

export const buildingOwnerIndexKeys = (userId: string, buildingId: string) => ({
  gsi1pk: `USER#${userId}`,
  gsi1sk: `${ownedBuildingPrefix}${buildingId}`,
});

/** How the partitions of an index begin that list the buildings of a city each. */
export const areaPrefix = 'AREA#';

/** The partition of an index that lists the buildings of a city. Both texts are `placeOf` texts, which have no `#`. */
export const areaKey = (country: string, city: string) => `${areaPrefix}${country}#${city}`;

export const buildingAreaKeys = (country: string, city: string, postalCode: string, buildingId: string) => ({
  gsi2pk: areaKey(country, city),
  gsi2sk: `${postalCode}#${buildingId}`,
});

export const apartmentKey = (apartmentId: string) => ({ pk: `APARTMENT#${apartmentId}`, sk: 'APARTMENT' });

/** The partition of an index that lists a building's apartments. */
export const buildingApartmentsKey = (buildingId: string) => `BUILDING#${buildingId}`;

export const apartmentIndexKeys = (buildingId: string, apartmentNumber: string) => ({
  gsi1pk: buildingApartmentsKey(buildingId),
  gsi1sk: `APARTMENT#${apartmentNumber}`,
});
