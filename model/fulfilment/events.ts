import { SECONDS_OF_DAY } from '../calendar.ts';
import type { CommandName } from '../sagas/events.ts';
import type { ListState } from './states.ts';

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

/** Units that were paid for and not found: they are refunded, and gone from stock. */
export interface MissingUnits {
  readonly sku: string;
  readonly units: number;
  /** Whole cents, of one unit, as the order has them. */
  readonly priceCents: number;
}

/** The data of every event of a list. */
export interface ListEventData {
  readonly listId: string;
  readonly orderId: string;
  /** Who ordered. */
  readonly userId: string;
  readonly buildingId: string;
  /** The list's from then on. */
  readonly status: ListState;
  /** Who has the list; `''` where nobody does. */
  readonly assignedTo: string;
  /** ISO 8601. */
  readonly updatedOn: string;
  /** Only SHOPPING_LIST_COMPLETED_EVENT says whether all was found, which rules filter by. */
  readonly found?: 'ALL' | 'PART';
  /** What was not found, where only a part was: at most one for each line of the order. */
  readonly missing?: readonly MissingUnits[];
}

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
