import type { Payment } from '../../../model/payments/Payment.ts';
import { statusesBefore } from '../../../model/payments/rules.ts';
import {
  endedAs,
  isOpenPayment,
  paymentStatuses,
  type PaymentState,
} from '../../../model/payments/states.ts';
import { noteRefusal } from '../../platform/noteRefusal.ts';
import type { Instant } from '../../platform/now.ts';
import { conditionMet, transact } from '../../platform/transact.ts';
import { gateway } from '../gateway/gateway.ts';
import { entities, type Writes } from './entities.ts';
import type { PaymentSubject, SubjectItems } from './subjects.ts';

/**
 * Records a payment as accepted and its subject as paid, with the event, unless either has changed meanwhile.
 */
export const recordAccepted = (payment: Payment, subject: PaymentSubject, now: Instant) =>
  record('accepted', (writes) => [
    {
      write: writes.Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_ACCEPTED', updatedOn: now.iso })
        .remove(['reason'])
        .where(isOpenCondition)
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...subject.itemsOfAcceptance(writes, now),
  ]);

/** Records that a payment's amount is held. Whatever was tried for that is not counted against its taking. */
export const recordHeld = (payment: Payment, subject: PaymentSubject, now: Instant) =>
  record('held', (writes) => [
    {
      write: writes.Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_AUTHORIZED', paymentRetries: 0, updatedOn: now.iso })
        .remove(['reason', 'heldUntil'])
        .where(before('PAYMENT_AUTHORIZED'))
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...(subject.itemsOfHold?.(writes, payment, now) ?? []),
  ]);

/** Records a payment as rejected, with the event of it. Its subject says why. */
export const recordRejected = async (
  payment: Payment,
  subject: PaymentSubject,
  reason: string,
  now: Instant,
) => {
  const outcome = await record('rejected', (writes) => [
    {
      write: writes.Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_REJECTED', reason, updatedOn: now.iso })
        .where(isOpenCondition)
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...subject.itemsOfRejection(writes, payment, reason, now),
  ]);
  if (outcome === 'rejected') noteRefusal('payment refused', reason);
  return outcome;
};

/** Writes an outcome in one transaction: the payment, its subject, and the event. */
export const record = async <Outcome extends string>(
  outcome: Outcome,
  itemsOf: (writes: Writes) => SubjectItems,
): Promise<Outcome | 'outdated' | 'answered'> => {
  const [failed] = await transact(entities, itemsOf);
  return failed ?? outcome;
};

const openStatuses = paymentStatuses.filter(isOpenPayment);

/** The condition of every write that must not touch a payment that has ended. */
export const isOpenCondition = <Attribute>(
  { paymentStatus }: { paymentStatus: Attribute },
  { eq }: { eq(attribute: Attribute, value: PaymentState): string },
) => openStatuses.map((status) => eq(paymentStatus, status)).join(' OR ');

/**
 * Rejects a payment, and only then bars its key at the gateway: another delivery may be charging it right
 * now.
 */
export const rejectAndBar = async (
  payment: Payment,
  subject: PaymentSubject,
  reason: string,
  now: Instant,
) => {
  const outcome = await recordRejected(payment, subject, reason, now);
  return outcome === 'rejected' ? refundPayment(payment, reason, now) : outcome;
};

/** The condition of a write that moves a payment to a status. */
export const before =
  (to: PaymentState) =>
  <Attribute>(
    { paymentStatus }: { paymentStatus: Attribute },
    { eq }: { eq(attribute: Attribute, value: PaymentState): string },
  ) =>
    statusesBefore(to)
      .map((status) => eq(paymentStatus, status))
      .join(' OR ');

/**
 * Ends a payment without money: whatever was charged or held is given back, and nothing can be charged after. The
 * gateway comes first, then the record: after a crash between them, both are done again with the effect of
 * once.
 */
export const refundPayment = async (payment: Payment, reason: string, now: Instant) => {
  const ended = await giveBack(payment);
  await conditionMet(
    entities.Payment.patch(payment)
      .set({ ...ended, reason, updatedOn: now.iso })
      .where(before(ended.paymentStatus))
      .go(),
  );
  return ended.paymentStatus;
};

/** Has the gateway end a payment. Returns what its row is to say of that. */
export const giveBack = async ({ paymentId, paymentStatus, amountCents }: Payment) => {
  const outcome = await gateway.refund(paymentId);
  return {
    paymentStatus: endedAs(paymentStatus, outcome),
    // All of it, whatever parts were given back before.
    ...(outcome === 'refunded' && amountCents !== undefined && { refundedCents: amountCents }),
  };
};

/**
 * Ends a payment of which the amount is held, with the event of it, and only then has the gateway let go: another delivery may be
 * taking it right now, and what was taken is not given back.
 */
export const voidPayment = async (
  payment: Payment,
  subject: PaymentSubject,
  now: Instant,
): Promise<string> => {
  const outcome = await record('PAYMENT_VOIDED', (writes) => [
    {
      write: writes.Payment.patch(payment)
        .set({ paymentStatus: 'PAYMENT_VOIDED', reason: CALLED_OFF, updatedOn: now.iso })
        .remove(['heldUntil'])
        .where(before('PAYMENT_VOIDED'))
        .commit(),
      onConditionFailed: () => 'outdated',
    },
    ...(subject.itemsOfVoid?.(writes, payment, now) ?? []),
  ]);
  return outcome === 'PAYMENT_VOIDED' ? letGoOfVoided(payment, now) : outcome;
};

/** Has the gateway let go of what a voided payment held, any number of times. */
export const letGoOfVoided = (payment: Payment, now: Instant) =>
  refundPayment({ ...payment, paymentStatus: 'PAYMENT_VOIDED' }, CALLED_OFF, now);

const CALLED_OFF = 'It was called off';
