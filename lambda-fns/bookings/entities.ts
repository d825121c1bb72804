import { Apartment } from '../../model/apartments/Apartment.ts';
import { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { BookingClaim } from '../../model/bookings/BookingClaim.ts';
import { BookingEvent } from '../../model/bookings/BookingEvent.ts';
import { ServiceBooking } from '../../model/bookings/ServiceBooking.ts';
import { connected } from '../platform/bindEntity.ts';

/** The rows a booking's transactions write. */
export const entities = {
  Apartment: connected(Apartment),
  ApartmentBooking: connected(ApartmentBooking),
  BookingClaim: connected(BookingClaim),
  BookingEvent: connected(BookingEvent),
  ServiceBooking: connected(ServiceBooking),
};
