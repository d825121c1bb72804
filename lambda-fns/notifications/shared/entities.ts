import { userSchema } from '../../../model/accounts/User.ts';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { offerSchema } from '../../../model/catalog/Offer.ts';
import { productSchema } from '../../../model/catalog/Product.ts';
import { skuSchema } from '../../../model/inventory/Sku.ts';
import { contactSchema } from '../../../model/notifications/Contact.ts';
import { deliverySchema } from '../../../model/notifications/Delivery.ts';
import { deliveryCountSchema } from '../../../model/notifications/DeliveryCount.ts';
import { notificationSchema } from '../../../model/notifications/Notification.ts';
import { stockWatchSchema } from '../../../model/notifications/StockWatch.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { paymentSchema } from '../../../model/payments/Payment.ts';
import { bindEntity } from '../../platform/bindEntity.ts';

/** What is told, and whom. */
export const entities = {
  Apartment: bindEntity(apartmentSchema),
  ApartmentBooking: bindEntity(apartmentBookingSchema),
  Contact: bindEntity(contactSchema),
  Delivery: bindEntity(deliverySchema),
  DeliveryCount: bindEntity(deliveryCountSchema),
  Notification: bindEntity(notificationSchema),
  Offer: bindEntity(offerSchema),
  OrderEvent: bindEntity(orderEventSchema),
  Payment: bindEntity(paymentSchema),
  Product: bindEntity(productSchema),
  ServiceBooking: bindEntity(serviceBookingSchema),
  Sku: bindEntity(skuSchema),
  StockWatch: bindEntity(stockWatchSchema),
  User: bindEntity(userSchema),
};
