import {
  buildingAreaKeys,
  buildingOwnerIndexKeys,
  buildingOwnerKey,
} from '../../../model/apartments/keys.ts';
import { placeOf } from '../../../model/apartments/places.ts';
import type { AddressInput } from '../../../model/schema.ts';
import { entityMetadata } from '../../../model/table.ts';
import { checkNumber, checkText } from '../../platform/arguments.ts';

const MAX_APARTMENTS = 10000;

/** A building as its row has it, as far as it may be changed. */
export interface BuildingDetails {
  readonly name: string;
  readonly userId: string;
  readonly numberOfApartments: number;
  readonly address: AddressInput;
}

/** Throws on details that no building can have. Who the owner is, is asked of the table. */
export function checkDetails({ name, numberOfApartments, address }: Omit<BuildingDetails, 'userId'>) {
  checkText(name, 'name', 100);
  checkNumber(numberOfApartments, 'numberOfApartments', 1, MAX_APARTMENTS);
  checkText(address.streetAddress, 'address.streetAddress', 200);
  checkText(address.postalCode, 'address.postalCode', 20);
  checkText(address.city, 'address.city', 100);
  checkText(address.country, 'address.country', 100);
}

/** A building's details as its row has them, with what the index of areas sorts by. */
export function detailsRow(id: string, { name, userId, numberOfApartments, address }: BuildingDetails) {
  const { streetAddress, postalCode, city, country } = address;
  const place = { country: placeOf(country), city: placeOf(city), postalCode: placeOf(postalCode) };
  return {
    name,
    userId,
    numberOfApartments,
    address: { streetAddress, postalCode, city, country },
    ...place,
    ...buildingAreaKeys(place.country, place.city, place.postalCode, id),
  };
}

/** The row that lists a building among its owner's, and where it lies. */
export const ownerRow = (id: string, userId: string) => ({
  key: buildingOwnerKey(id),
  row: { buildingId: id, userId, ...buildingOwnerIndexKeys(userId, id), ...entityMetadata('BuildingOwner') },
});
