import { CancelledBooking } from '../../model/payments/messages.ts';
import { eachRecord } from '../eachRecord.ts';
import { now } from '../now.ts';
import { entities } from './entities.ts';
import { giveBack } from './giveBack.ts';
import { findPaidBooking } from './PaidBooking.ts';

/**
 * Follows a cancellation: what was paid goes back, once. A payment still under way is not touched: it can
 * no longer be accepted, and `payBooking` itself gives back what it finds charged.
 */
export const handler = eachRecord({
  step: 'refundCancelledBooking',
  schema: CancelledBooking,
  entityIdOf: (body) => body?.detail?.eventData?.bookingId?.S,
  independent: true,
  handle: async ({ bookingId }) => {
    const { data } = await entities.Payment.query
      .bySubject({ subject: 'BOOKING', subjectId: bookingId })
      .go({ consistent: true, pages: 'all' });
    const paid = data.find(({ paymentStatus }) => paymentStatus === 'PAYMENT_ACCEPTED');
    if (!paid) return 'nothing to refund';
    // A raw event can tell of any booking: money moves by what is stored.
    if ((await findPaidBooking(bookingId)).status !== 'CANCELLED') return 'not cancelled';
    return giveBack(paid, 'The booking was cancelled', now());
  },
});
