import { BookingCancelled } from '../../model/payments/messages.ts';
import { eachRecord } from '../eachRecord.ts';
import { now } from '../now.ts';
import { entities } from './entities.ts';
import { giveBack } from './giveBack.ts';

/**
 * Follows a cancellation: what was paid goes back, once. A payment still under way is not touched: it can
 * no longer be accepted, and `payBooking` itself gives back what it finds charged.
 */
export const handler = eachRecord({
  step: 'refundCancelledBooking',
  schema: BookingCancelled,
  entityIdOf: (body) => body?.detail?.eventData?.bookingId?.S,
  handle: async ({ bookingId }) => {
    const { data } = await entities.Payment.query
      .bySubject({ subject: 'BOOKING', subjectId: bookingId })
      .go({ consistent: true, pages: 'all' });
    const paid = data.find(({ paymentStatus }) => paymentStatus === 'PAYMENT_ACCEPTED');
    return paid ? giveBack(paid, 'The booking was cancelled', now()) : 'nothing to refund';
  },
});
