import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import type { CommandName } from '../sagas/events.ts';
import type { listEventData, missingUnits } from './eventSchemas.ts';

/** What the saga of an order has done about its list. */
export const shoppingCommands = [
  'CREATE_SHOPPING_LIST_COMMAND',
  'INITIATE_SHOPPING_COMMAND',
  'CANCEL_SHOPPING_LIST_COMMAND',
] as const satisfies readonly CommandName[];

/** What happens to a shopping list. */
export const listEventNames = [
  'SHOPPING_LIST_CREATED_EVENT',
  'SHOPPING_LIST_INITIATED_EVENT',
  'SHOPPING_LIST_ASSIGNED_EVENT',
  'SHOPPING_LIST_RELEASED_EVENT',
  'SHOPPING_LIST_COMPLETED_EVENT',
  'SHOPPING_LIST_CANCELED_EVENT',
] as const;
export type ListEventName = (typeof listEventNames)[number];

export type MissingUnits = DataOf<typeof missingUnits>;
export type ListEventData = DataOf<typeof listEventData>;

/** The row of an event, written in the same transaction as the version of the list that it made. */
export const listEventOf = (
  eventName: ListEventName,
  version: number,
  eventData: ListEventData,
  nowSeconds: number,
  eventTtlDays: number,
) => ({
  listId: eventData.listId,
  version,
  eventName,
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});
