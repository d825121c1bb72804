/** Units of one SKU, and their price. */
export interface OrderLine {
  readonly sku: string;
  readonly units: number;
  /** Whole cents, of one unit. */
  readonly priceCents: number;
  /** Whose price it is, and of which version; absent where staff named the price, and of orders from before the catalogue. */
  readonly productId?: string;
  readonly productVersion?: number;
  readonly storeId?: string;
}

export const MAX_LINES = 25;

/** The most units of one line, which keeps every amount a safe integer. */
export const MAX_UNITS = 1_000_000;

/** The price of all lines, in whole cents. */
export const amountOf = (lines: readonly OrderLine[]) =>
  lines.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0);

/** Whether both have the same lines in the same order. */
export const sameLines = (one: readonly OrderLine[], other: readonly OrderLine[]) =>
  one.length === other.length &&
  one.every(({ sku, units, priceCents }, index) => {
    const line = other[index];
    return line?.sku === sku && line.units === units && line.priceCents === priceCents;
  });
