/** So many units of one SKU, at so much each. */
export interface OrderLine {
  readonly sku: string;
  readonly units: number;
  /** Whole cents, of one unit. */
  readonly priceCents: number;
}

export const MAX_LINES = 25;

/** Most units of one line, which keeps every amount a safe integer. */
export const MAX_UNITS = 1_000_000;

/** Dearest unit, in whole cents. */
export const MAX_PRICE_CENTS = 100_000_00;

/** How far from whole cents a price may be for want of exact decimals. */
const TOLERANCE = 0.000001;

/** A decimal price in whole cents; undefined where it is not in whole cents. */
export const centsOf = (price: number): number | undefined => {
  const cents = Math.round(price * 100);
  const rest = price * 100 - cents;
  return rest > TOLERANCE || rest < -TOLERANCE ? undefined : cents;
};

/** What all lines cost together, in whole cents. */
export const amountOf = (lines: readonly OrderLine[]) =>
  lines.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0);

/** The same lines in the same order. */
export const sameLines = (one: readonly OrderLine[], other: readonly OrderLine[]) =>
  one.length === other.length &&
  one.every(({ sku, units, priceCents }, index) => {
    const line = other[index];
    return line?.sku === sku && line.units === units && line.priceCents === priceCents;
  });
