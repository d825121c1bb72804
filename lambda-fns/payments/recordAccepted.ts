import type { Payment } from '../../model/payments/Payment.ts';
import type { Instant } from '../platform/now.ts';
import { record } from './record.ts';
import type { Subject } from './Subject.ts';
import { whereOpen } from './whereOpen.ts';

/** The payment is accepted and its subject paid, with the event: all, or nothing where either moved on. */
export const recordAccepted = (payment: Payment, subject: Subject, now: Instant) =>
  record('accepted', (writes) => [
    writes.Payment.patch(payment)
      .set({ paymentStatus: 'PAYMENT_ACCEPTED', updatedOn: now.iso })
      .remove(['reason'])
      .where(whereOpen)
      .commit(),
    ...subject.whenAccepted(writes, now),
  ]);
