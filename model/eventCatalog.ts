import { userEvents } from './accounts/eventSchemas.ts';
import type { UserEventName } from './accounts/events.ts';
import { basketEvents } from './baskets/eventSchemas.ts';
import type { BasketEventName } from './baskets/events.ts';
import { bookingEvents } from './bookings/eventSchemas.ts';
import type { BookingEventName, BookingNoticeName } from './bookings/events.ts';
import { catalogEvents } from './catalog/eventSchemas.ts';
import type { ProductEvent, StoreEvent } from './catalog/events.ts';
import { letterEvents } from './deadLetters/eventSchemas.ts';
import type { letterEventNames } from './deadLetters/events.ts';
import type { EventEntry } from './eventFields.ts';
import { listEvents } from './fulfilment/eventSchemas.ts';
import type { ListEventName } from './fulfilment/events.ts';
import { inventoryEvents } from './inventory/eventSchemas.ts';
import type { SKU_RESTOCKED_EVENT, STOCK_LEVEL_EVENT } from './inventory/events.ts';
import { notificationEvents } from './notifications/eventSchemas.ts';
import type { notificationEventNames } from './notifications/events.ts';
import { orderEvents } from './orders/eventSchemas.ts';
import type { ORDER_PLACED_EVENT, OrderEventName } from './orders/events.ts';
import { bookingPaymentEvents } from './payments/eventSchemas.ts';
import type { bookingPaymentEventNames } from './payments/events.ts';
import { sagaEvents } from './sagas/eventSchemas.ts';
import type { SagaEventName } from './sagas/events.ts';

/** Every event there is, by its domain: what each says, and its data. No Lambda function loads it. */
export const eventsByDomain = {
  accounts: userEvents satisfies Record<UserEventName, EventEntry>,
  baskets: basketEvents satisfies Record<BasketEventName, EventEntry>,
  bookings: bookingEvents satisfies Record<BookingEventName | BookingNoticeName, EventEntry>,
  catalog: catalogEvents satisfies Record<StoreEvent['eventName'] | ProductEvent['eventName'], EventEntry>,
  deadLetters: letterEvents satisfies Record<(typeof letterEventNames)[number], EventEntry>,
  fulfilment: listEvents satisfies Record<ListEventName, EventEntry>,
  inventory: inventoryEvents satisfies Record<
    typeof SKU_RESTOCKED_EVENT | typeof STOCK_LEVEL_EVENT,
    EventEntry
  >,
  notifications: notificationEvents satisfies Record<(typeof notificationEventNames)[number], EventEntry>,
  orders: orderEvents satisfies Record<typeof ORDER_PLACED_EVENT | OrderEventName, EventEntry>,
  payments: bookingPaymentEvents satisfies Record<(typeof bookingPaymentEventNames)[number], EventEntry>,
  sagas: sagaEvents satisfies Record<SagaEventName, EventEntry>,
} as const;

type Domains = typeof eventsByDomain;

/** The name of every event. */
export type EventName = { [Domain in keyof Domains]: keyof Domains[Domain] }[keyof Domains];

/** Every event by its name, and the domain that announces it. */
export const eventCatalog: ReadonlyMap<string, EventEntry & { readonly domain: string }> = new Map(
  Object.entries(eventsByDomain).flatMap(([domain, events]) =>
    Object.entries<EventEntry>(events).map(([name, entry]) => [name, { ...entry, domain }] as const),
  ),
);
