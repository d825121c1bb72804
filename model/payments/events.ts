import { reasonOf } from '../reasons.ts';

/**
 * A payment was rejected, and its booking stays APPROVED and can be paid again. The data is that of a
 * booking's event, with the status that the booking keeps, and the reason.
 */
export const BOOKING_PAYMENT_REJECTED_EVENT = 'BOOKING_PAYMENT_REJECTED_EVENT';

/** The `reason` of a booking or an order whose payment was rejected. */
export const paymentRefusedReason = (reason: string) => reasonOf(`PaymentRefused: ${reason}`);
