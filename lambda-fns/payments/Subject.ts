import type { TransactWriteEntities, TransactWriteFunction } from 'electrodb';
import type { PaymentStep } from '../../model/payments/rules.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import type { ChargeState } from '../../model/payments/gateways.ts';
import type { Instant } from '../platform/now.ts';
import type { entities } from './entities.ts';

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/** Items of a transaction: what moves the subject on condition that it is as it was read, then its event. */
export type Items = ReturnType<TransactWriteFunction<typeof entities, any, any>>;

/** What is paid for, as it was read: all in which paying for a booking and for an order differ. */
export interface Subject {
  /** Says why a payment is given back: `The booking is CANCELLED`. */
  readonly standing: string;
  nextStep(charge: ChargeState['outcome']): PaymentStep;
  /** Whole cents, for a payment whose row does not say it yet. */
  price(): Promise<number>;
  whenAccepted(writes: Writes, now: Instant): Items;
  whenRejected(writes: Writes, payment: Payment, reason: string, now: Instant): Items;
}
