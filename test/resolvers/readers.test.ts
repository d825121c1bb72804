import { isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { isAuthorized } from '../../local/services/appsync/auth/isAuthorized.ts';
import type { Caller } from '../../local/services/appsync/GraphqlRequest.ts';
import { deployedApi } from './deployedApi.ts';
import { apiKey, bus, caretaker, person, tenant } from './startApi.ts';

const api = deployedApi('arn:role');

/** Every field of every type of the schema, as `Type.field`. */
const all = Object.values(api.schema!.getTypeMap())
  .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
  .flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.keys(type.getFields()).map((field) => [type.name, field] as const)
      : [],
  );

const readableBy = (caller: Caller) =>
  all.filter(([type, field]) => isAuthorized(api, caller, type, field)).map((path) => path.join('.'));

const hiddenFrom = (caller: Caller) =>
  all.filter(([type, field]) => !isAuthorized(api, caller, type, field)).map((path) => path.join('.'));

/** Types of what only the backend publishes, and subscribers receive. */
const published =
  /^(BookingStatusUpdate|OrderStatusUpdate|StockLevel|ProductChange|ShoppingListUpdate|DeadLetterUpdate|LetterRun|Notification|Operations|\w+Figures|NamedCount|RingingAlarm)\./;

// A new field is on none of these lists: whoever adds one decides here who may read it.

test('an API key reads which buildings and apartments there are, and nothing of any person', () => {
  expect(readableBy(apiKey)).toEqual([
    'Building.id',
    'Building.name',
    'Building.numberOfApartments',
    'Building.apartments',
    'Building.createdOn',
    'Building.updatedOn',
    'BuildingsResult.items',
    'BuildingsResult.nextToken',
    'NightRate.name',
    'NightRate.startDate',
    'NightRate.endDate',
    'NightRate.weekdays',
    'NightRate.price',
    'NightRate.percent',
    'Apartment.id',
    'Apartment.buildingId',
    'Apartment.building',
    'Apartment.apartmentNumber',
    'Apartment.numberOfRooms',
    'Apartment.kitchen',
    'Apartment.apartmentType',
    'Apartment.apartmentStatus',
    'Apartment.nightlyPrice',
    'Apartment.rates',
    'Apartment.createdOn',
    'Apartment.updatedOn',
    'ApartmentsResult.items',
    'ApartmentsResult.nextToken',
    'Query.getBuilding',
    'Query.listBuildings',
    'Query.listApartments',
    'Query.apartment',
  ]);
});

test('a role publishes statuses and levels, and reads nothing else', () => {
  expect(readableBy(bus).filter((path) => !published.test(path))).toEqual([
    'Mutation.publishShoppingList',
    'Mutation.publishOrderStatus',
    'Mutation.publishStockLevel',
    'Mutation.publishBookingStatus',
    'Mutation.publishProductChange',
    'Mutation.publishNotification',
    'Mutation.publishLetterRun',
    'Mutation.publishDeadLetter',
    'Mutation.publishOperations',
  ]);
});

const forAdmins = [
  'Mutation.enableUser',
  'Mutation.disableUser',
  'Mutation.createBuilding',
  'Mutation.updateBuilding',
  'Mutation.deleteBuilding',
  'Mutation.createApartment',
  'Mutation.updateApartment',
  'Mutation.setApartmentPrices',
  'Mutation.deleteApartment',
  'Mutation.assignCaretaker',
  'Mutation.simulateRawEvent',
  'Mutation.publishOrderStatus',
  'Mutation.publishStockLevel',
  'Mutation.publishBookingStatus',
  'Mutation.publishProductChange',
  'Mutation.publishShoppingList',
  'Mutation.publishLetterRun',
  'Mutation.publishDeadLetter',
  'Mutation.publishNotification',
  'Mutation.publishOperations',
];

const forStaff = [
  'Mutation.createStore',
  'Mutation.rebrandStore',
  'Mutation.enableStoreParticipation',
  'Mutation.disableStoreParticipation',
  'Mutation.addProduct',
  'Mutation.rebrandProduct',
  'Mutation.increaseProductPrice',
  'Mutation.decreaseProductPrice',
  'Mutation.removeProduct',
];

test.each([
  ['a tenant', tenant],
  ['somebody of no group', person('nobody')],
  ['somebody of an unknown group', person('nobody', 'admins')],
])('%s reads neither who owns a building nor who lives and works in an apartment', (_who, caller) => {
  expect(hiddenFrom(caller).sort()).toEqual(
    [
      ...forAdmins,
      'Apartment.caretaker',
      'Apartment.pendingBookings',
      'Apartment.tenant',
      'Building.userId',
      'ProductEvent.changedBy',
      ...forStaff,
      'Mutation.confirmBooking',
      'Mutation.deliverOrder',
      'Mutation.restockSku',
      'Mutation.retrySaga',
      'Mutation.shipOrder',
      'Query.getAllBookingsPerApartment',
      'Query.getAllUserAccounts',
      'Query.availability',
      'Query.pendingAppointments',
      'Query.saga',
      'Query.stuckSagas',
      'Mutation.assignShoppingList',
      'Mutation.completeShoppingList',
      'Mutation.releaseShoppingList',
      'Mutation.setAvailability',
      'Query.shoppingList',
      'Query.shoppingLists',
    ].sort(),
  );
});

test('a caretaker may do what a tenant may, and what staff do', () => {
  expect(hiddenFrom(caretaker).sort()).toEqual([...forAdmins].sort());
});
