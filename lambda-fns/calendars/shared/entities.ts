import { userSchema } from '../../../model/accounts/User.ts';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { calendarLinkSchema } from '../../../model/calendars/CalendarLink.ts';
import { productSchema } from '../../../model/catalog/Product.ts';
import { bindAskedEntity } from '../../platform/bindAskedEntity.ts';

/** What calendars are made of. */
export const entities = {
  Apartment: bindAskedEntity(apartmentSchema),
  ApartmentBooking: bindAskedEntity(apartmentBookingSchema),
  CalendarLink: bindAskedEntity(calendarLinkSchema),
  Product: bindAskedEntity(productSchema),
  ServiceBooking: bindAskedEntity(serviceBookingSchema),
  User: bindAskedEntity(userSchema),
};
