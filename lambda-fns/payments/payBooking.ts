import { PayBooking } from '../../model/payments/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { bookingSubject } from './bookingSubject.ts';
import { findPaidBooking } from './PaidBooking.ts';
import { settlePayment } from './settlePayment.ts';

/** Brings each claimed payment to its end, with one charge whatever is delivered again. */
export const handler = eachRecord({
  step: 'payBooking',
  schema: PayBooking,
  entityIdOf: (body) => body?.bookingId,
  independent: true,
  handle: ({ bookingId, attempt }) =>
    settlePayment({ subject: 'BOOKING', subjectId: bookingId, attempt }, async () =>
      bookingSubject(await findPaidBooking(bookingId)),
    ),
});
