import { Apartment } from '../../model/apartments/Apartment.ts';
import { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { BookingEvent } from '../../model/bookings/BookingEvent.ts';
import { ServiceBooking } from '../../model/bookings/ServiceBooking.ts';
import { OrderEvent } from '../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { Payment } from '../../model/payments/Payment.ts';
import { PaymentEvent } from '../../model/payments/PaymentEvent.ts';
import { connected } from '../platform/bindEntity.ts';

/** The rows that paying for a booking or an order reads and writes. */
export const entities = {
  Apartment: connected(Apartment),
  ApartmentBooking: connected(ApartmentBooking),
  BookingEvent: connected(BookingEvent),
  OrderEvent: connected(OrderEvent),
  OrderProgress: connected(OrderProgress),
  Payment: connected(Payment),
  PaymentEvent: connected(PaymentEvent),
  ServiceBooking: connected(ServiceBooking),
};
