import { Apartment } from '../../model/apartments/Apartment.ts';
import { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { ApartmentClaim } from '../../model/bookings/ApartmentClaim.ts';
import { BookingEvent } from '../../model/bookings/BookingEvent.ts';
import { connected } from '../connected.ts';

/** The rows a stay's transactions write. */
export const entities = {
  Apartment: connected(Apartment),
  ApartmentBooking: connected(ApartmentBooking),
  ApartmentClaim: connected(ApartmentClaim),
  BookingEvent: connected(BookingEvent),
};
