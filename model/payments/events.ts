import { reasonOf } from '../reasons.ts';

/**
 * A payment was refused and its booking stays APPROVED, to be paid again. Its data is that of a booking's
 * event, with the status the booking keeps and the reason.
 */
export const BOOKING_PAYMENT_REJECTED_EVENT = 'BOOKING_PAYMENT_REJECTED_EVENT';

/** What a booking's `reason` begins with after its payment was refused. */
export const paymentRefusedReason = (reason: string) => reasonOf(`PaymentRefused: ${reason}`);
