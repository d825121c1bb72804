import type { TransactWriteEntities } from 'electrodb';
import { userSchema } from '../../../model/accounts/User.ts';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { bookingClaimSchema } from '../../../model/bookings/BookingClaim.ts';
import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { bookingEventSchema } from '../../../model/bookings/BookingEvent.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { orderSchema } from '../../../model/orders/Order.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import { paymentSchema, type Payment } from '../../../model/payments/Payment.ts';
import { paymentEventSchema } from '../../../model/payments/PaymentEvent.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { SagaEvents } from '../../platform/sagaCommands.ts';

/** The rows that paying for a booking or an order reads and writes. */
export const entities = {
  Apartment: bindEntity(apartmentSchema),
  ApartmentBooking: bindEntity(apartmentBookingSchema),
  BookingClaim: bindEntity(bookingClaimSchema),
  BookingEvent: bindEntity(bookingEventSchema),
  Order: bindEntity(orderSchema),
  OrderEvent: bindEntity(orderEventSchema),
  OrderProgress: bindEntity(orderProgressSchema),
  Payment: bindEntity(paymentSchema),
  PaymentEvent: bindEntity(paymentEventSchema),
  SagaEvent: SagaEvents,
  ServiceBooking: bindEntity(serviceBookingSchema),
  User: bindEntity(userSchema),
};

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/** Which attempt to pay for what. */
export type PaymentKey = Pick<Payment, 'subject' | 'subjectId' | 'attempt'>;

/** The key of an order's only payment. */
export const orderPayment = (orderId: string) =>
  ({ subject: 'EVENTS#ORDER_ID', subjectId: orderId, attempt: 1 }) as const satisfies PaymentKey;

/** A payment as it is now, consistent; null where there is none. */
export const findPayment = async (key: PaymentKey) =>
  (await entities.Payment.get(key).go({ consistent: true })).data;
