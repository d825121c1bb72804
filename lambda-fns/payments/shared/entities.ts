import type { TransactWriteEntities } from 'electrodb';
import { Apartment } from '../../../model/apartments/Apartment.ts';
import { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import { BookingEvent } from '../../../model/bookings/BookingEvent.ts';
import { ServiceBooking } from '../../../model/bookings/ServiceBooking.ts';
import { OrderEvent } from '../../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import { Payment } from '../../../model/payments/Payment.ts';
import { PaymentEvent } from '../../../model/payments/PaymentEvent.ts';
import { bindEntity } from '../../platform/bindEntity.ts';

/** The rows that paying for a booking or an order reads and writes. */
export const entities = {
  Apartment: bindEntity(Apartment),
  ApartmentBooking: bindEntity(ApartmentBooking),
  BookingEvent: bindEntity(BookingEvent),
  OrderEvent: bindEntity(OrderEvent),
  OrderProgress: bindEntity(OrderProgress),
  Payment: bindEntity(Payment),
  PaymentEvent: bindEntity(PaymentEvent),
  ServiceBooking: bindEntity(ServiceBooking),
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
