import { administration } from './administration.ts';
import { baskets } from './baskets.ts';
import { catalog } from './catalog.ts';
import { deadLetters } from './deadLetters.ts';
import { fulfilment } from './fulfilment.ts';
import { calendars } from './calendars.ts';
import { notifications } from './notifications.ts';
import type { Operation } from './Operation.ts';
import { operator } from './operator.ts';
import { orders } from './orders.ts';
import { queries } from './queries.ts';
import { requests } from './requests.ts';
import { sagas } from './sagas.ts';
import { subscriptions } from './subscriptions.ts';

/** Every use of every field. */
export const operations: readonly Operation[] = [
  ...queries,
  ...administration,
  ...requests,
  ...orders,
  ...baskets,
  ...catalog,
  ...sagas,
  ...subscriptions,
  ...fulfilment,
  ...calendars,
  ...notifications,
  ...deadLetters,
  ...operator,
];
