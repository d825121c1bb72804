import type { Expectation } from './Expectation.ts';
import { appointments, dates, stays } from './residentInteractions.ts';

const since = { status: 'PAYMENT_ACCEPTED', after: '2027-01-01T00:00:00.000Z' };
const list = { listId: '${listId}' };

const caretaker: readonly Expectation[] = [
  { operation: 'StaffBuildings', as: 'caretaker', given: 'an apartment' },
  { operation: 'MyAvailability', as: 'caretaker', given: 'a caretaker who takes lists' },
  { operation: 'OpenLists', as: 'caretaker', given: 'a list to fetch', variables: { status: 'AVAILABLE' } },
  { operation: 'ListOfOrder', as: 'caretaker', given: 'a list to fetch', variables: { id: '${listId}' } },
  { operation: 'OrdersIn', as: 'caretaker', given: 'a paid order', variables: since },
  { operation: 'StoreNames', as: 'caretaker', given: 'a shop' },
  {
    operation: 'StaffListStatus',
    as: 'caretaker',
    given: 'a list to fetch',
    when: 'the caretaker takes the list',
  },
  { operation: 'StaffOrderStatus', as: 'caretaker', given: 'a shop', when: 'the resident orders' },
  { operation: 'SetAvailability', as: 'caretaker', given: 'an apartment', variables: { available: true } },
  { operation: 'TakeList', as: 'caretaker', given: 'a list to fetch', variables: list },
  {
    ...{ operation: 'TakeList', about: 'of somebody else', refused: 'StateConflict', as: 'caretaker' },
    ...{ given: 'a list of somebody else', variables: list },
  },
  { operation: 'GiveListBack', as: 'caretaker', given: 'a list of the caretaker', variables: list },
  {
    ...{ operation: 'CompleteList', as: 'caretaker', given: 'a list of the caretaker' },
    variables: { ...list, missing: [{ sku: 'list-milk', units: 1 }] },
  },
  { operation: 'ShipOrder', as: 'caretaker', given: 'a paid order', variables: { orderId: '${orderId}' } },
  {
    ...{ operation: 'DeliverOrder', as: 'caretaker', given: 'an order that is under way' },
    variables: { orderId: '${orderId}' },
  },
  {
    ...{ operation: 'Occupancy', as: 'caretaker', given: 'an apartment with stays', ...stays },
    variables: { buildingId: '${buildingId}', from: dates.from, to: dates.to },
  },
  {
    ...{ operation: 'PendingOfBuilding', as: 'caretaker', given: 'a stay that waits', ...stays },
    variables: { buildingId: '${buildingId}' },
  },
  {
    ...{ operation: 'PendingOfApartment', as: 'caretaker', given: 'a stay that waits', ...stays },
    variables: { id: '${apartmentId}' },
  },
  { operation: 'PendingAppointments', as: 'caretaker', given: 'an appointment that waits', ...appointments },
  {
    ...{ operation: 'StaffBookingStatus', as: 'caretaker', given: 'a stay that waits' },
    when: 'the desk confirms the stay',
  },
  {
    ...{ operation: 'ConfirmBooking', as: 'caretaker', given: 'a stay that waits' },
    variables: { bookingId: '${bookingId}' },
  },
  {
    ...{ operation: 'ConfirmBooking', about: 'that somebody confirmed', refused: 'StateConflict' },
    ...{ as: 'caretaker', given: 'a confirmed stay', variables: { bookingId: '${bookingId}' } },
  },
  {
    ...{ operation: 'DeclineBooking', as: 'caretaker', given: 'a stay that waits' },
    variables: { bookingId: '${bookingId}' },
  },
  { operation: 'StockLevels', as: 'caretaker', given: 'a shop' },
  { operation: 'ProductsOfStore', as: 'caretaker', given: 'a shop', variables: { storeId: '${storeId}' } },
  { operation: 'StaffStockLevel', as: 'caretaker', given: 'a shop', when: 'a lot arrives' },
  {
    ...{ operation: 'Restock', as: 'caretaker', given: 'a shop' },
    variables: { input: { sku: '${sku}', units: 5, lotId: 'a-lot-of-five' } },
  },
];

const inQueue = { queue: '${queue}' };

const operator: readonly Expectation[] = [
  { operation: 'Letters', as: 'admin', given: 'a dead letter', variables: inQueue },
  { operation: 'Letter', as: 'admin', given: 'a dead letter', variables: { id: '${letterId}' } },
  { operation: 'LetterRuns', as: 'admin', given: 'a letter that was discarded' },
  { operation: 'LetterChanges', as: 'admin', given: 'a shop', when: 'a message dies' },
  { operation: 'RunChanges', as: 'admin', given: 'a dead letter', when: 'the letter is discarded' },
  {
    ...{ operation: 'BringBack', as: 'admin', given: 'a dead letter' },
    variables: { input: { ...inQueue, ids: ['${letterId}'], ramp: false, reason: 'The cause is mended' } },
  },
  {
    ...{ operation: 'Discard', as: 'admin', given: 'a dead letter' },
    variables: { input: { ...inQueue, ids: ['${letterId}'], reason: 'Of no use any more' } },
  },
  {
    ...{ operation: 'EditLetter', as: 'admin', given: 'a dead letter' },
    variables: { id: '${letterId}', body: '{}', reason: 'Mended by hand' },
  },
  {
    ...{ operation: 'Operations', as: 'admin', given: 'a dead letter', variables: { minutes: 60 } },
    mayBeEmpty: ['operations.alarms.ringing', 'operations.history'],
    nulls: ['operations.events.byName'],
  },
  {
    ...{ operation: 'RequestPath', as: 'admin', given: 'an order whose trace is known' },
    variables: { traceId: '${traceId}' },
  },
  {
    ...{ operation: 'RequestPath', about: 'of which nothing is known', as: 'admin', given: 'a shop' },
    ...{ variables: { traceId: '1-00000000-000000000000000000000000' }, nulls: ['requestPath'] },
  },
  {
    operation: 'Operations',
    about: 'by a tenant',
    refused: 'Forbidden',
    as: 'resident',
    given: 'a resident',
  },
  {
    ...{ operation: 'LiveOperations', as: 'admin', given: 'a shop', when: 'a machine publishes its figures' },
    mayBeEmpty: ['alarms.ringing', 'queues', 'workers', 'events.byName'].map(
      (path) => `onOperations.${path}`,
    ),
  },
];

/** What the pages of caretakers and operators send. */
export const staffInteractions = [...caretaker, ...operator] as const;
