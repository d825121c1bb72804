import { describe, expect, test } from 'vitest';
import { Availability } from '../../../model/fulfilment/Availability.ts';
import { listEventOf, type ListEventData } from '../../../model/fulfilment/events.ts';
import {
  allListsKey,
  availabilityKey,
  buildingListsKey,
  listEventKey,
  listKey,
  listSortKey,
  listSortPrefix,
} from '../../../model/fulfilment/keys.ts';
import { ListEvent } from '../../../model/fulfilment/ListEvent.ts';
import { ShoppingList } from '../../../model/fulfilment/ShoppingList.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const list: ShoppingList = {
  ...{ listId: 'order-1', orderId: 'order-1', userId: 'user-1' },
  ...{ buildingId: 'house-1', apartmentId: 'flat-1', apartmentNumber: '101' },
  status: 'PENDING',
  stops: [{ storeId: 'store-1', items: [{ sku: 'rolls', units: 2, name: 'Rolls' }] }],
  ...{ version: 1, createdOn: instant, updatedOn: instant },
};

describe('resolvers and Lambdas spell the same way', () => {
  test('the row of a list, in the table and in both indexes', () => {
    const sort = listSortKey('PENDING', instant, 'order-1');
    expect({
      ...list,
      ...listKey('order-1'),
      ...{ gsi1pk: buildingListsKey('house-1'), gsi1sk: sort, gsi2pk: allListsKey, gsi2sk: sort },
      ...entityMetadata('ShoppingList'),
    }).toEqual(ShoppingList.create(list).params({ table }).Item);
    expect(sort.startsWith(listSortPrefix('PENDING'))).toBe(true);
    expect(sort.startsWith(listSortPrefix())).toBe(true);
  });

  test('the row of its event', () => {
    const data: ListEventData = {
      ...{ listId: 'order-1', orderId: 'order-1', userId: 'user-1', buildingId: 'house-1' },
      ...{ status: 'ASSIGNED', assignedTo: 'caretaker-1', updatedOn: instant },
    };
    const event = listEventOf('SHOPPING_LIST_ASSIGNED_EVENT', 12, data, 1_000_000, 30);
    expect(event.ttl).toBe(1_000_000 + 30 * 86_400);
    expect({
      ...event,
      ...listEventKey('order-1', 12, event.eventName),
      ...entityMetadata('ListEvent'),
    }).toEqual(ListEvent.create(event).params({ table }).Item);
  });

  test('whether somebody takes lists', () => {
    const row = { userId: 'caretaker-1', available: true, updatedOn: instant };
    expect({ ...row, ...availabilityKey('caretaker-1'), ...entityMetadata('Availability') }).toEqual(
      Availability.create(row).params({ table }).Item,
    );
  });
});

test('no list of a status is among those of another', () => {
  expect(listSortKey('AVAILABLE', instant, 'x').startsWith(listSortPrefix('ASSIGNED'))).toBe(false);
});
