import { PayBooking } from '../../model/payments/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { settlePayment } from './shared/settlement.ts';
import { bookingSubject, findPaidBooking } from './shared/subjects.ts';

/** Brings each claimed payment of a booking to its end, with one charge however often it is delivered. */
export const handler = eachRecord({
  step: 'payBooking',
  schema: PayBooking,
  entityType: 'booking',
  entityIdPaths: ['bookingId'],
  independent: true,
  handle: ({ bookingId, attempt }) =>
    settlePayment({ subject: 'BOOKING', subjectId: bookingId, attempt }, async () =>
      bookingSubject(await findPaidBooking(bookingId)),
    ),
});
