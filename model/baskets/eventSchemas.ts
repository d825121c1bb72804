import * as z from 'zod';
import { idField, instantField, withStatus, wordField, type EventEntry } from '../eventFields.ts';
import { basketStatuses } from './states.ts';

/** The data of the event that a basket reached a status. A basket that is checked out is the order of its id. */
export const basketEventData = z.strictObject({
  basketId: idField('Which basket'),
  userId: idField('Whose it is'),
  status: wordField(basketStatuses, 'Its status from then on'),
  updatedOn: instantField('When the basket reached the status'),
});

export const basketEvents = {
  BASKET_STARTED_EVENT: { says: 'A person began a basket.', data: withStatus(basketEventData, 'OPEN') },
  BASKET_CHECKED_OUT_EVENT: {
    says: 'A basket became the order of its id.',
    data: withStatus(basketEventData, 'CHECKED_OUT'),
  },
  BASKET_CANCELED_EVENT: { says: 'A basket was given up.', data: withStatus(basketEventData, 'CANCELED') },
  BASKET_EXPIRED_EVENT: {
    says: 'Nobody touched a basket for two weeks.',
    data: withStatus(basketEventData, 'EXPIRED'),
  },
} as const satisfies Record<string, EventEntry>;
