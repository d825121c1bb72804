import type { OrderEventData } from '../orders/events.ts';

/** Statuses of an order that is paid: units it still holds are sold. */
export const paidStatuses: readonly OrderEventData['status'][] = ['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'];
