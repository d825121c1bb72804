import type { MissingUnits } from '../../../model/fulfilment/events.ts';
import { listKey } from '../../../model/fulfilment/keys.ts';
import { unitsOf, type ShoppingStop } from '../../../model/fulfilment/shopping.ts';
import type { ListState } from '../../../model/fulfilment/states.ts';
import type { Availability } from '../../../model/schema.ts';
import { checkName } from '../../platform/arguments.ts';
import { throwError } from '../../platform/errors.ts';

/** A shopping list as its row has it. */
export interface ListRow {
  readonly listId: string;
  readonly orderId: string;
  readonly userId: string;
  readonly buildingId: string;
  readonly apartmentId: string;
  readonly apartmentNumber: string;
  readonly status: ListState;
  readonly stops: ShoppingStop[];
  readonly assignedTo?: string;
  readonly missing?: MissingUnits[];
  readonly version: number;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** A list as the API answers it. */
export const listResult = (list: ListRow) => ({
  id: list.listId,
  orderId: list.orderId,
  buildingId: list.buildingId,
  apartmentId: list.apartmentId,
  apartmentNumber: list.apartmentNumber,
  status: list.status,
  stops: list.stops.map(({ storeId, items }) => ({
    storeId: storeId ?? null,
    items: items.map((item) => ({ ...item, missing: unitsOf(list.missing ?? [], item.sku) })),
  })),
  assignedTo: list.assignedTo ?? null,
  createdOn: list.createdOn,
  updatedOn: list.updatedOn,
});

/** What somebody said of themselves, as the API answers it. */
export const availabilityResult = ({ userId, available, listId, updatedOn }: Availability) => ({
  userId,
  available,
  listId: listId ?? null,
  updatedOn,
});

/** The key of a list that an argument names, which is an order's id. */
export const namedListKey = (id: string, argument: string) => listKey(checkName(id, argument));

export function throwNoList(id: string, argument: string): never {
  throwError('NotFound', 'There is no such shopping list', { [argument]: id });
}
