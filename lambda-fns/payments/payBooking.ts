import { PayBooking } from '../../model/payments/messages.ts';
import { eachRecord } from '../eachRecord.ts';
import { settleBookingPayment } from './settleBookingPayment.ts';

/** Brings each claimed payment to its end, with one charge whatever is delivered again. */
export const handler = eachRecord({
  step: 'payBooking',
  schema: PayBooking,
  entityIdOf: (body) => body?.bookingId,
  handle: settleBookingPayment,
});
