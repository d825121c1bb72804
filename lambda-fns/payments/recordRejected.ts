import type { Payment } from '../../model/payments/Payment.ts';
import type { Instant } from '../platform/now.ts';
import { record } from './record.ts';
import type { Subject } from './Subject.ts';
import { whereOpen } from './whereOpen.ts';

/** The payment is rejected; its subject says why, and its owner is told. */
export const recordRejected = (payment: Payment, subject: Subject, reason: string, now: Instant) =>
  record('rejected', (writes) => [
    writes.Payment.patch(payment)
      .set({ paymentStatus: 'PAYMENT_REJECTED', reason, updatedOn: now.iso })
      .where(whereOpen)
      .commit(),
    ...subject.whenRejected(writes, payment, reason, now),
  ]);
