import type { DataOf } from '../eventFields.ts';
import type { orderLine } from './eventSchemas.ts';

export type OrderLine = DataOf<typeof orderLine>;

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
