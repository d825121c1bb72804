/**
 * Every status a payment can have. PENDING: nobody knows an answer yet. FAILED: the gateway failed, nothing
 * was charged, it is being tried again. REFUNDED: all that was charged was given back.
 */
export const paymentStatuses = [
  'PAYMENT_PENDING',
  'PAYMENT_FAILED',
  'PAYMENT_ACCEPTED',
  'PAYMENT_REJECTED',
  'PAYMENT_REFUNDED',
] as const;
export type PaymentState = (typeof paymentStatuses)[number];

/**
 * Where a payment can go from each status. A rejected one is refunded only where a charge, given up as
 * failed, turns out to have been taken.
 */
const moves: Record<PaymentState, PaymentState[]> = {
  PAYMENT_PENDING: ['PAYMENT_FAILED', 'PAYMENT_ACCEPTED', 'PAYMENT_REJECTED', 'PAYMENT_REFUNDED'],
  PAYMENT_FAILED: ['PAYMENT_FAILED', 'PAYMENT_ACCEPTED', 'PAYMENT_REJECTED', 'PAYMENT_REFUNDED'],
  PAYMENT_ACCEPTED: ['PAYMENT_REFUNDED'],
  PAYMENT_REJECTED: ['PAYMENT_REFUNDED'],
  PAYMENT_REFUNDED: [],
};

export const canMovePayment = (from: PaymentState, to: PaymentState) => moves[from].indexOf(to) >= 0;

/** Whether it may still be accepted. */
export const isOpenPayment = (status: PaymentState) => canMovePayment(status, 'PAYMENT_ACCEPTED');

/** Whether money may lie in it: charged, or perhaps charged. */
export const mayHoldMoney = (status: PaymentState) => status === 'PAYMENT_ACCEPTED' || isOpenPayment(status);

/** Payments that may be begun for one booking; who is refused that often asks a person. */
export const MAX_PAYMENT_ATTEMPTS = 10;

/** Further tries after a charge failed, before the payment is rejected. */
export const MAX_CHARGE_RETRIES = 3;
