import { MAX_LINES, MAX_PRICE_CENTS, MAX_UNITS, type OrderLine } from '../../model/orders/lines.ts';
import type { OrderLineInput } from '../../model/schema.ts';
import { checkName, checkNumber } from '../checks.ts';
import { refuse } from '../refuse.ts';

/** How far from whole cents a price may be for want of exact decimals. */
const TOLERANCE = 0.000001;

/** What is ordered, in whole cents; refuses lines that nobody can order. */
export function linesOf(lines: OrderLineInput[]): OrderLine[] {
  if (lines.length < 1 || lines.length > MAX_LINES)
    refuse('InvalidArgument', `lines must be 1 to ${MAX_LINES}`, { argument: 'lines' });
  return lines.map(({ sku, units, price }, index) => ({
    sku: checkName(sku, `lines[${index}].sku`),
    units: checkNumber(units, `lines[${index}].units`, 1, MAX_UNITS),
    priceCents: centsOf(price, `lines[${index}].price`),
  }));
}

function centsOf(price: number, argument: string): number {
  const cents = Math.round(checkNumber(price, argument, 0, MAX_PRICE_CENTS / 100) * 100);
  const rest = price * 100 - cents;
  if (rest > TOLERANCE || rest < -TOLERANCE)
    refuse('InvalidArgument', `${argument} must be in whole cents`, { argument });
  return cents;
}
