import {
  buildingKey,
  apartmentKey,
  areaPrefix,
  buildingApartmentsKey,
  buildingOwnerIndexKeys,
  buildingsKey,
} from '../../model/apartments/keys.ts';
import { userEventKey, userKey, usersKey } from '../../model/accounts/keys.ts';
import {
  apartmentBookingsKey,
  bookingEventKey,
  bookingKey,
  serviceBookingsKey,
  serviceSlotsPartition,
  userBookingsKey,
} from '../../model/bookings/keys.ts';
import { calendarLinkKey } from '../../model/calendars/keys.ts';
import { basketPartition, openBasketsKey } from '../../model/baskets/keys.ts';
import {
  allStoresKey,
  offerKey,
  productPartition,
  storePartition,
  storeProductsKey,
} from '../../model/catalog/keys.ts';
import { queueLockKey, runDetailsPartition, runsPartition } from '../../model/deadLetters/keys.ts';
import {
  allDeadLettersKey,
  deadLetterEventPartition,
  deadLetterKey,
  queueDeadLettersKey,
  letterRunEventPartition,
  queueScansKey,
} from '../../model/deadLetters/letterKeys.ts';
import {
  allListsKey,
  availabilityKey,
  buildingListsKey,
  listPartition,
} from '../../model/fulfilment/keys.ts';
import { lotKey, restockEventKey, skusKey } from '../../model/inventory/keys.ts';
import { operationsWatchKey } from '../../model/operations/keys.ts';
import {
  allStockWatchesKey,
  contactKey,
  deliveryPartition,
  inboxPartition,
  postponedKey,
  stockWatchesPartition,
} from '../../model/notifications/keys.ts';
import { allOrdersKey, orderPartition, userOrdersKey } from '../../model/orders/keys.ts';
import { gatewayPartition } from '../../model/payments/keys.ts';
import { buildingCardsKey, cardKey, phaseCardsKey } from '../../model/search/keys.ts';
import { listedSagasKey, sagaPartition } from '../../model/sagas/keys.ts';

/** Any id, as the conditions of policies spell it. */
const ANY = '*';

/**
 * The table's partitions as policies know them: by what their keys are or begin with. IAM does not see sort keys, so
 * whoever may write one row of a partition may write them all.
 */
export const partitions = {
  /** Accounts, and each person's claims and named requests. */
  users: userKey(ANY).pk,
  userEvents: userEventKey(ANY, ANY, ANY).pk,
  buildings: buildingKey(ANY).pk,
  apartments: apartmentKey(ANY).pk,
  /** Bookings and their payments. */
  bookings: bookingKey(ANY).pk,
  bookingEvents: bookingEventKey(ANY, ANY).pk,
  /** The slots of each service. */
  services: serviceSlotsPartition(ANY),
  /** Orders, their progress, events and payments. */
  orders: orderPartition(ANY),
  /** Each with its events, its state and its snapshots. */
  stores: storePartition(ANY),
  products: productPartition(ANY),
  /** What is sold under each SKU. */
  offers: offerKey(ANY).pk,
  /** What orders are searched by. */
  cards: cardKey(ANY).pk,
  /** Baskets and their events. */
  baskets: basketPartition(ANY),
  skus: skusKey,
  lots: lotKey(ANY, ANY).pk,
  lotEvents: restockEventKey(ANY, ANY).pk,
  /** What the payment gateway remembers. */
  gateway: gatewayPartition(ANY),
  /** Where the saga of each order is, its commands and their replies. */
  sagas: sagaPartition(ANY),
  /** Shopping lists and their events. */
  shoppingLists: listPartition(ANY),
  /** Who takes shopping lists. */
  caretakers: availabilityKey(ANY).pk,
  /** What people were told. */
  inboxes: inboxPartition(ANY),
  /** Links to people's calendars. */
  calendars: calendarLinkKey(ANY).pk,
  /** How people want to be told. */
  contacts: contactKey(ANY).pk,
  /** What was sent to people, and how much of it a day. */
  deliveries: deliveryPartition(ANY),
  /** What people wait for. */
  stockWatches: stockWatchesPartition(ANY),
  /** What lies in the dead-letter queues, as it was found. */
  deadLetters: deadLetterKey(ANY).pk,
  deadLetterEvents: deadLetterEventPartition(ANY),
  queueScans: queueScansKey,
  /** Who did what to letters, and what became of each. */
  letterRuns: runsPartition(ANY),
  letterRunDetails: runDetailsPartition(ANY),
  letterRunEvents: letterRunEventPartition(ANY),
  queueLocks: queueLockKey(ANY).pk,
  /** Until when figures are published. */
  operationsWatch: operationsWatchKey.pk,
  /** Every event there is, and with them orders: for the chaos door alone. */
  rawEvents: `EVENTS#${ANY}`,
} as const satisfies Readonly<Record<string, string>>;

export type Partition = keyof typeof partitions;

/** What can be listed by an index: its partitions there. */
export const listings = {
  allUsers: { index: 'gsi1', keys: usersKey },
  allBuildings: { index: 'gsi1', keys: buildingsKey },
  userBuildings: { index: 'gsi1', keys: buildingOwnerIndexKeys(ANY, ANY).gsi1pk },
  areaBuildings: { index: 'gsi2', keys: `${areaPrefix}${ANY}` },
  buildingApartments: { index: 'gsi1', keys: buildingApartmentsKey(ANY) },
  userBookings: { index: 'gsi1', keys: userBookingsKey(ANY) },
  userOrders: { index: 'gsi1', keys: userOrdersKey(ANY) },
  apartmentBookings: { index: 'gsi2', keys: apartmentBookingsKey(ANY) },
  serviceBookings: { index: 'gsi2', keys: serviceBookingsKey(ANY) },
  openBaskets: { index: 'gsi1', keys: openBasketsKey },
  allOrders: { index: 'gsi2', keys: allOrdersKey },
  phaseCards: { index: 'gsi1', keys: phaseCardsKey(ANY) },
  buildingCards: { index: 'gsi2', keys: buildingCardsKey(ANY) },
  allStores: { index: 'gsi1', keys: allStoresKey },
  storeProducts: { index: 'gsi1', keys: storeProductsKey(ANY) },
  allShoppingLists: { index: 'gsi2', keys: allListsKey },
  buildingShoppingLists: { index: 'gsi1', keys: buildingListsKey(ANY) },
  waitingSagas: { index: 'gsi1', keys: listedSagasKey(ANY) },
  inboxesByTime: { index: 'gsi1', keys: inboxPartition(ANY) },
  allStockWatches: { index: 'gsi1', keys: allStockWatchesKey },
  postponedDeliveries: { index: 'gsi1', keys: postponedKey },
  allDeadLetters: { index: 'gsi1', keys: allDeadLettersKey },
  queueDeadLetters: { index: 'gsi2', keys: queueDeadLettersKey(ANY) },
} as const;

export type Listing = keyof typeof listings;
