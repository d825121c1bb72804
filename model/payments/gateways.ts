/** Gateways there are, each a file of `lambda-fns/payments/gateway`. */
export const gatewayNames = ['simulated'] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** What one charge asks for. */
export interface Charge {
  /** The idempotency key: one payment, however often it is asked for. */
  readonly paymentId: string;
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * How a charge ended. `accepted` and `rejected` are for good: the same key answers the same forever.
 * `failed` says for certain that nothing was charged, and that asking again may succeed.
 */
export type ChargeOutcome =
  { readonly outcome: 'accepted' } | { readonly outcome: 'rejected' | 'failed'; readonly reason: string };

/** What the gateway's book says of a key. `none`: nothing was charged so far. */
export type ChargeState =
  | { readonly outcome: 'none' | 'accepted' | 'refunded' }
  | { readonly outcome: 'rejected'; readonly reason: string };

/** What became of a refund: money went back, now or before, or there was none to give back. */
export type RefundOutcome = 'refunded' | 'nothingCharged';

/**
 * Whoever moves the money. Each call may throw, which says nothing of what happened: the outcome is
 * unknown, and the caller asks again later. `docs/payments.md` lists what an implementation promises.
 */
export interface PaymentGateway {
  /** Charges once a key, whatever is asked how often and at the same time. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Reads the book, and changes nothing. */
  enquire(paymentId: string): Promise<ChargeState>;
  /** Gives back, once, all that was charged under a key, and bars the key: no later charge is accepted. */
  refund(paymentId: string): Promise<RefundOutcome>;
}
