import * as z from 'zod';
import type { BookingEventName } from '../bookings/events.ts';
import type { ListEventName } from '../fulfilment/events.ts';
import type { OrderEventName } from '../orders/events.ts';
import { chosenId, eventDetail, id, number, text } from '../messages.ts';
import { sagaCommandOf } from '../sagaCommands.ts';
import { MAX_PAYMENT_ATTEMPTS } from './states.ts';

/** A payment that was begun and is to be charged; with `goal`, its amount is to be held, or let go. */
export const PayBooking = z.strictObject({
  bookingId: id,
  attempt: z.number().int().min(1).max(MAX_PAYMENT_ATTEMPTS),
  goal: z.enum(['hold', 'void']).optional(),
});

export type PayBooking = z.infer<typeof PayBooking>;

const bookingId = text.pipe(id);

/** The event of a booking's end, as the bus carries it: only the booking's id. */
export const EndedBooking = z.union([
  eventDetail('BOOKING_CANCELLED_EVENT' satisfies BookingEventName, { bookingId }),
  eventDetail('BOOKING_COMPLETED_EVENT' satisfies BookingEventName, { bookingId }),
]);

const orderId = text.pipe(chosenId);

/** The event of an order's allocation: who pays how much. */
export const AllocatedOrder = eventDetail('ORDER_STOCK_ALLOCATED_EVENT' satisfies OrderEventName, {
  orderId,
  userId: text.pipe(id),
  amountCents: number.pipe(z.number().int().min(0)),
}).transform(({ orderId, userId, amountCents }) => ({ orderId, userId, amountCents }));

export type AllocatedOrder = z.infer<typeof AllocatedOrder>;

/** A command of an order's saga about its money. */
export const SagaPaymentCommand = sagaCommandOf([
  'AUTHORIZE_CUSTOMER_COMMAND',
  'CONFIRM_PAYMENT_COMMAND',
  'REFUND_PAYMENT_COMMAND',
  'VOID_AUTHORIZATION_COMMAND',
]);

/** The event that a shopping list was completed: only its order's id. */
export const CompletedList = eventDetail('SHOPPING_LIST_COMPLETED_EVENT' satisfies ListEventName, {
  orderId,
});

/** The event of an order's cancellation: only the order's id. */
export const CanceledOrder = eventDetail('ORDER_CANCELED_EVENT' satisfies OrderEventName, { orderId });
