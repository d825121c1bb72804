import { EndedBooking } from '../../model/payments/messages.ts';
import { isOpenPayment, mayHoldMoney } from '../../model/payments/states.ts';
import { markEventApplied } from '../../model/upgrades.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { now } from '../platform/now.ts';
import { entities } from './shared/entities.ts';
import { refundPayment } from './shared/outcomes.ts';
import { findPaidBooking } from './shared/subjects.ts';

/**
 * Follows a cancellation: what was paid is refunded, once. So is what is held, or was perhaps charged by a payment that
 * has not ended: it can no longer be accepted, but its own message may be a dead letter by now. Of a booking that is over,
 * what was paid is kept.
 */
export const handler = eachRecord({
  step: 'refundCancelledBooking',
  schema: EndedBooking,
  upgrades: [markEventApplied],
  entityType: 'booking',
  entityIdPaths: ['detail.eventData.bookingId.S'],
  independent: true,
  handle: async ({ bookingId }) => {
    // A raw event can name any booking: money moves by what is stored.
    const { status } = await findPaidBooking(bookingId);
    if (status !== 'CANCELLED' && status !== 'COMPLETED')
      throw new PermanentError('StateConflict', `Booking ${bookingId} is ${status}`);
    const { data } = await entities.Payment.query
      .bySubject({ subject: 'BOOKING', subjectId: bookingId })
      .go({ consistent: true, pages: 'all' });
    // One at most: the next begins when the last has ended.
    const isToEnd = status === 'CANCELLED' ? mayHoldMoney : isOpenPayment;
    const payment = data.find(({ paymentStatus }) => isToEnd(paymentStatus));
    if (!payment) return 'nothing to refund';
    return refundPayment(
      payment,
      status === 'CANCELLED' ? 'The booking was cancelled' : 'The booking is over',
      now(),
    );
  },
});
