import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { bookingClaimSchema } from '../../../model/bookings/BookingClaim.ts';
import { bookingDelaySchema } from '../../../model/bookings/BookingDelay.ts';
import { bookingEventSchema } from '../../../model/bookings/BookingEvent.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { deadLetterBodySchema } from '../../../model/deadLetters/DeadLetterBody.ts';
import { deadLetterEventSchema } from '../../../model/deadLetters/DeadLetterEvent.ts';
import { deadLetterSchema } from '../../../model/deadLetters/DeadLetter.ts';
import { letterRunEventSchema } from '../../../model/deadLetters/LetterRunEvent.ts';
import { queueScanSchema } from '../../../model/deadLetters/QueueScan.ts';
import { orderDelaySchema } from '../../../model/orders/OrderDelay.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import { orderSchema } from '../../../model/orders/Order.ts';
import type { TransactWriteEntities } from 'electrodb';
import { bindEntity } from '../../platform/bindEntity.ts';

/** The rows that tell of dead letters, and those of what letters are about. */
export const entities = {
  DeadLetter: bindEntity(deadLetterSchema),
  DeadLetterBody: bindEntity(deadLetterBodySchema),
  DeadLetterEvent: bindEntity(deadLetterEventSchema),
  LetterRunEvent: bindEntity(letterRunEventSchema),
  QueueScan: bindEntity(queueScanSchema),
  Order: bindEntity(orderSchema),
  OrderDelay: bindEntity(orderDelaySchema),
  OrderEvent: bindEntity(orderEventSchema),
  OrderProgress: bindEntity(orderProgressSchema),
  ApartmentBooking: bindEntity(apartmentBookingSchema),
  BookingClaim: bindEntity(bookingClaimSchema),
  BookingDelay: bindEntity(bookingDelaySchema),
  BookingEvent: bindEntity(bookingEventSchema),
  ServiceBooking: bindEntity(serviceBookingSchema),
};

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;
