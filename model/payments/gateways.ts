/** The gateways there are, each a file of `lambda-fns/payments/gateway`. */
export const gatewayNames = ['simulated', 'stripe'] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** The request of a charge. */
export interface Charge {
  /** The idempotency key: it is one payment, however often it is requested. */
  readonly paymentId: string;
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /**
   * Whose money it is, as the gateway knows it: at Stripe a PaymentMethod, `pm_…`.
   * @default - the deployment's, where it has one; otherwise a gateway that moves money rejects the charge
   */
  readonly paymentMethod?: string;
}

/**
 * How a charge ended. `accepted` and `rejected` are final: the same key always gets the same answer. `failed`
 * says for certain that nothing was charged, and that a retry may succeed.
 */
export type ChargeOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'rejected' | 'failed'; readonly reason: string };

/** The gateway's record of a key. `none`: nothing was charged so far. `authorized`: an amount is held for it. */
export type ChargeState =
  | { readonly outcome: 'none' | 'authorized' | 'accepted' | 'refunded' }
  | { readonly outcome: 'rejected'; readonly reason: string };

/** How a refund ended: money went back, now or before, or nothing had been charged. */
export type RefundOutcome = 'refunded' | 'nothingCharged';

/** How a capture ended: the money moved, now or before, or none was held. */
export type CaptureOutcome = 'captured' | 'nothingAuthorized';

/** The request of a refund of a part. */
export interface PartialRefund {
  readonly paymentId: string;
  /** The idempotency key of this part among those of the payment. */
  readonly refundId: string;
  /** Whole cents. */
  readonly amountCents: number;
}

/**
 * What moves the money. Each call may throw, which says nothing of what happened: the outcome is unknown, and
 * the caller asks again later. `docs/payments.md` lists what an implementation promises.
 */
export interface PaymentGateway {
  /** Charges a key at most once, however often and at whatever time it is called. */
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Holds an amount, which `capture` takes later. Like `charge` otherwise, which takes what was held. */
  authorize(charge: Charge): Promise<ChargeOutcome>;
  /** Takes all or a part of what is held under a key, once, and lets go of the rest. */
  capture(paymentId: string, amountCents: number): Promise<CaptureOutcome>;
  /** Reads the record of a key, and changes nothing. */
  enquire(paymentId: string): Promise<ChargeState>;
  /** Refunds a part of what was charged, once for each `refundId`. Throws where more would be refunded than was charged. */
  refundPart(part: PartialRefund): Promise<RefundOutcome>;
  /** Refunds, once, all that was charged under a key, and bars the key: no later charge is accepted. */
  refund(paymentId: string): Promise<RefundOutcome>;
}
