import type { Payment } from '../../model/payments/Payment.ts';
import type { Instant } from '../platform/now.ts';
import { giveBack } from './giveBack.ts';
import { recordRejected } from './recordRejected.ts';
import type { Subject } from './Subject.ts';

/** Rejects it, and only then bars its key: another delivery may be charging it at this moment. */
export const giveUp = async (payment: Payment, subject: Subject, reason: string, now: Instant) => {
  const outcome = await recordRejected(payment, subject, reason, now);
  return outcome === 'rejected' ? giveBack(payment, reason, now) : outcome;
};
