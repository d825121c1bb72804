import type { users } from '../complex.ts';
import type { StatusUpdate } from './Live.ts';

interface Subscription {
  readonly query: string;
  /** What a payload's `data` tells. */
  readonly read: (data: any) => StatusUpdate;
}

const bookings: Subscription = {
  query: 'subscription { onBookingStatus { id status reason } }',
  read: ({ onBookingStatus: { id, status, reason } }) => ({ id, status, says: reason }),
};

const orders: Subscription = {
  query: 'subscription { onOrderStatus { orderId status reason } }',
  read: ({ onOrderStatus: { orderId, status, reason } }) => ({ id: orderId, status, says: reason }),
};

const shelf: Subscription = {
  query: 'subscription { onStockLevel { sku units } }',
  read: ({ onStockLevel: { sku, units } }) => ({ id: sku, status: `${units} on hand`, says: sku }),
};

type UserType = (typeof users)[number]['userType'];

/** Tenants follow what is theirs, the caretaker what is on hand. */
export const subscriptions: Readonly<Record<UserType, readonly Subscription[]>> = {
  TENANT: [bookings, orders],
  CARETAKER: [shelf],
  ADMIN: [],
};
