import { accounts } from './accounts.ts';
import { apartments } from './apartments.ts';
import { baskets } from './baskets.ts';
import { bookings } from './bookings.ts';
import { catalog } from './catalog.ts';
import { deadLetters } from './deadLetters.ts';
import { fulfilment } from './fulfilment.ts';
import { inventory } from './inventory.ts';
import { notifications } from './notifications.ts';
import type { Operation } from './Operation.ts';
import { operator } from './operator.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';
import { sagas } from './sagas.ts';
import { search } from './search.ts';

/** Every operation of the schema, by domain. */
export const operations: readonly Operation[] = [
  ...accounts,
  ...apartments,
  ...catalog,
  ...bookings,
  ...baskets,
  ...inventory,
  ...orders,
  ...payments,
  ...sagas,
  ...fulfilment,
  ...search,
  ...notifications,
  ...deadLetters,
  ...operator,
];
