import type { BookingEventName, BookingNoticeName } from '../bookings/events.ts';
import type { OrderEventName } from '../orders/events.ts';
import type { BOOKING_PAYMENT_REJECTED_EVENT } from '../payments/events.ts';

/** What people are told. */
export const notificationKinds = [
  'BOOKING_APPROVED',
  'BOOKING_REJECTED',
  'BOOKING_EXPIRED',
  'BOOKING_ABOUT_TO_EXPIRE',
  'STAY_REMINDER',
  'PAYMENT_REFUSED',
  'ORDER_CREATED',
  'ORDER_READY',
  'ORDER_DELIVERED',
  'ORDER_CANCELED',
  'BACK_IN_STOCK',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What an order's owner is told, by the event that it follows from. */
export const orderNotices = {
  ORDER_CREATED_EVENT: 'ORDER_CREATED',
  ORDER_PAYMENT_REJECTED_EVENT: 'PAYMENT_REFUSED',
  ORDER_READY_EVENT: 'ORDER_READY',
  ORDER_DELIVERED_EVENT: 'ORDER_DELIVERED',
  ORDER_CANCELED_EVENT: 'ORDER_CANCELED',
} as const satisfies Partial<Record<OrderEventName, NotificationKind>>;
export type OrderNotice = keyof typeof orderNotices;

/** Likewise of a booking. */
export const bookingNotices = {
  BOOKING_APPROVED_EVENT: 'BOOKING_APPROVED',
  BOOKING_REJECTED_EVENT: 'BOOKING_REJECTED',
  BOOKING_EXPIRED_EVENT: 'BOOKING_EXPIRED',
  BOOKING_PAYMENT_REJECTED_EVENT: 'PAYMENT_REFUSED',
  BOOKING_ABOUT_TO_EXPIRE_EVENT: 'BOOKING_ABOUT_TO_EXPIRE',
  BOOKING_STARTS_SOON_EVENT: 'STAY_REMINDER',
} as const satisfies Partial<
  Record<BookingEventName | BookingNoticeName | typeof BOOKING_PAYMENT_REJECTED_EVENT, NotificationKind>
>;
export type BookingNotice = keyof typeof bookingNotices;

export const languages = ['EN', 'DE'] as const;
export type Language = (typeof languages)[number];

/** How people are told beside their inbox. */
export const channels = ['EMAIL', 'TEXT'] as const;
export type Channel = (typeof channels)[number];
