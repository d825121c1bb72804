/**
 * Every status a payment can have. PENDING: the outcome is not known yet. FAILED: the gateway failed,
 * nothing was charged, and the charge is retried. AUTHORIZED: the amount is held, and not taken yet. VOIDED: what was held
 * was let go. REFUNDED: whatever was charged was refunded. An ACCEPTED one may have been refunded in part.
 */
export const paymentStatuses = [
  'PAYMENT_PENDING',
  'PAYMENT_FAILED',
  'PAYMENT_AUTHORIZED',
  'PAYMENT_ACCEPTED',
  'PAYMENT_REJECTED',
  'PAYMENT_VOIDED',
  'PAYMENT_REFUNDED',
] as const;
export type PaymentState = (typeof paymentStatuses)[number];

/**
 * The statuses that a payment can move to from each status. A rejected or voided payment is refunded only where a
 * charge that seemed to have failed turns out to have been taken.
 */
const moves: Record<PaymentState, PaymentState[]> = {
  PAYMENT_PENDING: [
    'PAYMENT_FAILED',
    'PAYMENT_AUTHORIZED',
    'PAYMENT_ACCEPTED',
    'PAYMENT_REJECTED',
    'PAYMENT_REFUNDED',
  ],
  PAYMENT_FAILED: [
    'PAYMENT_FAILED',
    'PAYMENT_AUTHORIZED',
    'PAYMENT_ACCEPTED',
    'PAYMENT_REJECTED',
    'PAYMENT_REFUNDED',
  ],
  PAYMENT_AUTHORIZED: [
    'PAYMENT_FAILED',
    'PAYMENT_ACCEPTED',
    'PAYMENT_REJECTED',
    'PAYMENT_VOIDED',
    'PAYMENT_REFUNDED',
  ],
  PAYMENT_ACCEPTED: ['PAYMENT_REFUNDED'],
  PAYMENT_REJECTED: ['PAYMENT_REFUNDED'],
  PAYMENT_VOIDED: ['PAYMENT_REFUNDED'],
  PAYMENT_REFUNDED: [],
};

export const canMovePayment = (from: PaymentState, to: PaymentState) => moves[from].indexOf(to) >= 0;

/** Whether it may still be accepted. */
export const isOpenPayment = (status: PaymentState) => canMovePayment(status, 'PAYMENT_ACCEPTED');

/** Whether money was charged or held for it, or may have been. */
export const mayHoldMoney = (status: PaymentState) => status === 'PAYMENT_ACCEPTED' || isOpenPayment(status);

/** What a payment ends as that is ended without money, by what the gateway gave back. */
export const endedAs = (from: PaymentState, refund: 'refunded' | 'nothingCharged'): PaymentState => {
  if (refund === 'refunded') return 'PAYMENT_REFUNDED';
  return from === 'PAYMENT_AUTHORIZED' || from === 'PAYMENT_VOIDED' ? 'PAYMENT_VOIDED' : 'PAYMENT_REJECTED';
};

/** The most payments of one booking. Whoever is refused that often has to ask a person. */
export const MAX_PAYMENT_ATTEMPTS = 10;

/** How often a failed charge is retried before the payment is rejected. */
export const MAX_CHARGE_RETRIES = 3;
