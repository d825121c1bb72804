import { bookingPaymentData as data } from '../bookings/eventSchemas.ts';
import type { EventEntry } from '../eventFields.ts';

/** Their data is that of a booking's event, with the status that the booking keeps. */
export const bookingPaymentEvents = {
  BOOKING_PAYMENT_REJECTED_EVENT: {
    says: 'A payment was rejected. Its booking stays APPROVED and can be paid again.',
    data,
  },
  BOOKING_PAYMENT_AUTHORIZED_EVENT: {
    says: 'The amount of a booking’s payment is held from now on, and can be confirmed or voided.',
    data,
  },
  BOOKING_PAYMENT_VOIDED_EVENT: { says: 'What was held is let go, on request.', data },
} as const satisfies Record<string, EventEntry>;
