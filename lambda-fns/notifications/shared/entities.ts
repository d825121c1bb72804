import { userSchema } from '../../../model/accounts/User.ts';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { productSchema } from '../../../model/catalog/Product.ts';
import { contactSchema } from '../../../model/notifications/Contact.ts';
import { notificationSchema } from '../../../model/notifications/Notification.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { paymentSchema } from '../../../model/payments/Payment.ts';
import { bindEntity } from '../../platform/bindEntity.ts';

/** What is told, and whom. */
export const entities = {
  Apartment: bindEntity(apartmentSchema),
  ApartmentBooking: bindEntity(apartmentBookingSchema),
  Contact: bindEntity(contactSchema),
  Notification: bindEntity(notificationSchema),
  OrderEvent: bindEntity(orderEventSchema),
  Payment: bindEntity(paymentSchema),
  Product: bindEntity(productSchema),
  ServiceBooking: bindEntity(serviceBookingSchema),
  User: bindEntity(userSchema),
};
