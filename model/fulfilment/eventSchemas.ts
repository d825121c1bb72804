import * as z from 'zod';
import {
  centsField,
  idField,
  idOrNone,
  instantField,
  withStatus,
  wordField,
  type EventEntry,
} from '../eventFields.ts';
import { listStatuses } from './states.ts';

/** Units that were paid for and not found: they are refunded, and gone from stock. */
export const missingUnits = z.strictObject({
  sku: idField('Of which SKU'),
  units: z.int().positive().meta({ description: 'How many' }),
  priceCents: centsField('Of one unit, as the order has it'),
});

/** The data of every event of a list. */
export const listEventData = z.strictObject({
  listId: idField('Which list'),
  orderId: idField('Of which order'),
  userId: idField('Who ordered'),
  buildingId: idField('Where it is brought to'),
  status: wordField(listStatuses, 'The list’s from then on'),
  assignedTo: idOrNone('Who has the list'),
  updatedOn: instantField('When it happened'),
  found: z.enum(['ALL', 'PART']).optional().meta({
    description: 'Whether all was found, which rules filter by; only of SHOPPING_LIST_COMPLETED_EVENT',
  }),
  missing: z.array(missingUnits).optional().meta({
    description: 'What was not found, where only a part was: at most one for each line of the order',
  }),
});

export const listEvents = {
  SHOPPING_LIST_CREATED_EVENT: {
    says: 'An order’s list is written; its payment is not confirmed yet.',
    data: withStatus(listEventData, 'PENDING'),
  },
  SHOPPING_LIST_INITIATED_EVENT: {
    says: 'A list waits for somebody of staff.',
    data: withStatus(listEventData, 'AVAILABLE'),
  },
  SHOPPING_LIST_ASSIGNED_EVENT: {
    says: 'Somebody took a list.',
    data: withStatus(listEventData, 'ASSIGNED'),
  },
  SHOPPING_LIST_RELEASED_EVENT: {
    says: 'Somebody gave a list back.',
    data: withStatus(listEventData, 'AVAILABLE'),
  },
  SHOPPING_LIST_COMPLETED_EVENT: {
    says: 'What is on a list was picked, or a part of it.',
    data: withStatus(listEventData, 'COMPLETED'),
  },
  SHOPPING_LIST_CANCELED_EVENT: {
    says: 'A list was canceled with its order, or nothing of it was to be had.',
    data: withStatus(listEventData, 'CANCELED'),
  },
} as const satisfies Record<string, EventEntry>;
