/** A line of the simulated gateway's own book, as far as the accounting reads it. */
export interface StoredCharge {
  /** `GATEWAY#` and the payment's id, which begins with `booking:` or `order:`. */
  readonly pk: string;
  /** Whole cents; absent where nothing was taken, or given back. */
  readonly capturedCents?: number;
  readonly refundedCents?: number;
}
