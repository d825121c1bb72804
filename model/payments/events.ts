import { reasonOf } from '../reasons.ts';

/**
 * A payment was rejected, and its booking stays APPROVED and can be paid again. The data is that of a
 * booking's event, with the status that the booking keeps, and the reason.
 */
export const BOOKING_PAYMENT_REJECTED_EVENT = 'BOOKING_PAYMENT_REJECTED_EVENT';

/** The amount of a booking's payment is held from now on: it can be confirmed or voided. The booking stays APPROVED. */
export const BOOKING_PAYMENT_AUTHORIZED_EVENT = 'BOOKING_PAYMENT_AUTHORIZED_EVENT';

/** What was held is let go, on request. The booking stays APPROVED and can be paid. */
export const BOOKING_PAYMENT_VOIDED_EVENT = 'BOOKING_PAYMENT_VOIDED_EVENT';

/** All of them, which leave the booking's status as it is. */
export const bookingPaymentEventNames = [
  BOOKING_PAYMENT_REJECTED_EVENT,
  BOOKING_PAYMENT_AUTHORIZED_EVENT,
  BOOKING_PAYMENT_VOIDED_EVENT,
] as const;

/** The `reason` of a booking or an order whose payment was rejected. */
export const paymentRefusedReason = (reason: string) => reasonOf(`PaymentRefused: ${reason}`);
