/** The gateways there are, each a file of `lambda-fns/payments/gateway`. */
export const gatewayNames = ['simulated'] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** The request of a charge. */
export interface Charge {
  /** The idempotency key: it is one payment, however often it is requested. */
  readonly paymentId: string;
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * How a charge ended. `accepted` and `rejected` are final: the same key always gets the same answer. `failed`
 * says for certain that nothing was charged, and that a retry may succeed.
 */
export type ChargeOutcome =
  { readonly outcome: 'accepted' } | { readonly outcome: 'rejected' | 'failed'; readonly reason: string };

/** The gateway's record of a key. `none`: nothing was charged so far. */
export type ChargeState =
  | { readonly outcome: 'none' | 'accepted' | 'refunded' }
  | { readonly outcome: 'rejected'; readonly reason: string };

/** How a refund ended: money went back, now or before, or nothing had been charged. */
export type RefundOutcome = 'refunded' | 'nothingCharged';

/**
 * What moves the money. Each call may throw, which says nothing of what happened: the outcome is unknown, and
 * the caller asks again later. `docs/payments.md` lists what an implementation promises.
 */
export interface PaymentGateway {
  /** Charges a key at most once, however often and at whatever time it is called. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Reads the record of a key, and changes nothing. */
  enquire(paymentId: string): Promise<ChargeState>;
  /** Refunds, once, all that was charged under a key, and bars the key: no later charge is accepted. */
  refund(paymentId: string): Promise<RefundOutcome>;
}
