import { CancelledBooking } from '../../model/payments/messages.ts';
import { mayHoldMoney } from '../../model/payments/states.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { entities } from './entities.ts';
import { giveBack } from './giveBack.ts';
import { findPaidBooking } from './PaidBooking.ts';

/**
 * Follows a cancellation: what was paid goes back, once. So does what was perhaps charged by a payment still
 * under way: it can no longer be accepted, but its own message may be a dead letter by now.
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
    // One at most: the next begins when the last has ended.
    const payment = data.find(({ paymentStatus }) => mayHoldMoney(paymentStatus));
    if (!payment) return 'nothing to refund';
    // A raw event can tell of any booking: money moves by what is stored.
    if ((await findPaidBooking(bookingId)).status !== 'CANCELLED') return 'not cancelled';
    return giveBack(payment, 'The booking was cancelled', now());
  },
});
