import { expect, test } from 'vitest';
import { Apartment } from '../../../model/apartments/Apartment.ts';
import { Building } from '../../../model/apartments/Building.ts';
import { BuildingOwner } from '../../../model/apartments/BuildingOwner.ts';
import {
  apartmentIndexKeys,
  apartmentKey,
  areaKey,
  buildingAreaKeys,
  buildingOwnerIndexKeys,
  buildingOwnerKey,
  buildingApartmentsKey,
  buildingIndexKeys,
  buildingKey,
  buildingsKey,
} from '../../../model/apartments/keys.ts';
import { placeOf } from '../../../model/apartments/places.ts';
import { entityMetadata } from '../../../model/table.ts';

const times = { createdOn: '2030-01-01T00:00:00.000Z', updatedOn: '2030-01-01T00:00:00.000Z' };

const building = {
  country: 'd',
  city: 'c',
  postalCode: '1',
  id: 'b-1',
  name: 'North',
  userId: 'u-1',
  numberOfApartments: 6,
  address: { streetAddress: 'S 1', postalCode: '1', city: 'C', country: 'D' },
  ...times,
};

const apartment = {
  id: 'a-1',
  buildingId: 'b-1',
  apartmentNumber: '12A',
  numberOfRooms: 2,
  kitchen: true,
  apartmentType: 'VILLA' as const,
  apartmentStatus: 'VACANT' as const,
  ...times,
};

test('resolvers and Lambdas spell a building’s row the same way', () => {
  expect({
    ...building,
    ...buildingKey('b-1'),
    ...buildingIndexKeys('b-1'),
    ...buildingAreaKeys('d', 'c', '1', 'b-1'),
    ...entityMetadata('Building'),
  }).toEqual(Building.create(building).params({ table: 'T' }).Item);
});

test('resolvers and Lambdas spell an apartment’s row the same way', () => {
  expect({
    ...apartment,
    ...apartmentKey('a-1'),
    ...apartmentIndexKeys('b-1', '12A'),
    ...entityMetadata('Apartment'),
  }).toEqual(Apartment.create(apartment).params({ table: 'T' }).Item);
});

test('resolvers and Lambdas look up a building’s apartments the same way', () => {
  const { ExpressionAttributeValues } = Apartment.query
    .byBuilding({ buildingId: 'b-1' })
    .params({ table: 'T' });
  expect(Object.values(ExpressionAttributeValues)).toEqual([buildingApartmentsKey('b-1'), 'APARTMENT#']);
});

test('resolvers and Lambdas look up buildings the same way', () => {
  const { ExpressionAttributeValues } = Building.query.all({}).params({ table: 'T' });
  expect(Object.values(ExpressionAttributeValues)[0]).toBe(buildingsKey);
});

test('resolvers and Lambdas spell the keys of one building and one apartment the same way', () => {
  expect(buildingKey('b-1')).toEqual(Building.get({ id: 'b-1' }).params({ table: 'T' }).Key);
  expect(apartmentKey('a-1')).toEqual(Apartment.get({ id: 'a-1' }).params({ table: 'T' }).Key);
});

test('resolvers and Lambdas list a building among those of its owner and of its city the same way', () => {
  expect({
    buildingId: 'b-1',
    userId: 'u-1',
    ...buildingOwnerKey('b-1'),
    ...buildingOwnerIndexKeys('u-1', 'b-1'),
    ...entityMetadata('BuildingOwner'),
  }).toEqual(BuildingOwner.create({ buildingId: 'b-1', userId: 'u-1' }).params({ table: 'T' }).Item);
  const { ExpressionAttributeValues } = Building.query
    .byArea({ country: 'd', city: 'c' })
    .params({ table: 'T' });
  expect(Object.values(ExpressionAttributeValues)[0]).toBe(areaKey('d', 'c'));
});

test('a place is found however it is written, and separates no keys', () => {
  expect([' Bad  Tölz', 'BAD TÖLZ ', 'bad#tölz'].map(placeOf)).toEqual(['bad tölz', 'bad tölz', 'bad tölz']);
});
