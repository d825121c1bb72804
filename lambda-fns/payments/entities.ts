import { Apartment } from '../../model/apartments/Apartment.ts';
import { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { BookingEvent } from '../../model/bookings/BookingEvent.ts';
import { ServiceBooking } from '../../model/bookings/ServiceBooking.ts';
import { Payment } from '../../model/payments/Payment.ts';
import { PaymentEvent } from '../../model/payments/PaymentEvent.ts';
import { connected } from '../connected.ts';

/** The rows that paying for a booking reads and writes. */
export const entities = {
  Apartment: connected(Apartment),
  ApartmentBooking: connected(ApartmentBooking),
  BookingEvent: connected(BookingEvent),
  Payment: connected(Payment),
  PaymentEvent: connected(PaymentEvent),
  ServiceBooking: connected(ServiceBooking),
};
