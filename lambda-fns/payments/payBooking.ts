import { PayBooking } from '../../model/payments/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { retryWhenOutdated } from '../platform/transact.ts';
import { findPayment, type PaymentKey } from './shared/entities.ts';
import { letGoOfVoided, voidPayment } from './shared/outcomes.ts';
import { settlePayment } from './shared/settlement.ts';
import { bookingSubject, findPaidBooking } from './shared/subjects.ts';

/** Brings each claimed payment of a booking to where it was asked to be, with one charge however often it is delivered. */
export const handler = eachRecord({
  step: 'payBooking',
  schema: PayBooking,
  entityType: 'booking',
  entityIdPaths: ['bookingId'],
  independent: true,
  handle: ({ bookingId, attempt, goal }) => {
    const key: PaymentKey = { subject: 'BOOKING', subjectId: bookingId, attempt };
    if (goal === 'void') return letGo(key);
    return settlePayment(key, async () => bookingSubject(await findPaidBooking(bookingId), goal ?? 'take'));
  },
});

/** Lets go of what is held. What was taken meanwhile is not given back: that takes a cancellation. */
const letGo = (key: PaymentKey): Promise<string> =>
  retryWhenOutdated(async () => {
    const payment = await findPayment(key);
    // An earlier delivery may have ended before the gateway had let go.
    if (payment?.paymentStatus === 'PAYMENT_VOIDED') return letGoOfVoided(payment, now());
    if (payment?.paymentStatus !== 'PAYMENT_AUTHORIZED') return 'nothing is held';
    return voidPayment(payment, bookingSubject(await findPaidBooking(key.subjectId)), now());
  });
