import { accounts } from './accounts.ts';
import { apartments } from './apartments.ts';
import { bookings } from './bookings.ts';
import { inventory } from './inventory.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';

/** Everything the Service stack serves, domain by domain. */
export const domains = [accounts, apartments, bookings, orders, inventory, payments];
