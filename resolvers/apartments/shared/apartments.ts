import { buildingKey } from '../../../model/apartments/keys.ts';
import { checkNumber, checkText } from '../../platform/arguments.ts';
import { expressionOf, rowExists, updateItem } from '../../platform/dynamodb.ts';

const MAX_ROOMS = 100;

/** Throws on a number or a size that no apartment has. */
export function checkRooms({
  apartmentNumber,
  numberOfRooms,
}: {
  readonly apartmentNumber: string;
  readonly numberOfRooms: number;
}) {
  checkText(apartmentNumber, 'apartmentNumber', 20);
  checkNumber(numberOfRooms, 'numberOfRooms', 1, MAX_ROOMS);
}

/** Counts an apartment more, or fewer, of a building that exists: it is not deleted while it has any. */
export const countApartments = (buildingId: string, more: number) =>
  updateItem(buildingKey(buildingId), expressionOf('ADD apartmentCount :more', { ':more': more }), rowExists);
