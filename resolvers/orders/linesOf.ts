import { centsOf, MAX_LINES, MAX_PRICE_CENTS, MAX_UNITS, type OrderLine } from '../../model/orders/lines.ts';
import type { OrderLineInput } from '../../model/schema.ts';
import { checkName, checkNumber } from '../checks.ts';
import { refuse } from '../refuse.ts';

/** What is ordered, in whole cents; refuses lines that nobody can order. */
export function linesOf(lines: OrderLineInput[]): OrderLine[] {
  if (lines.length < 1 || lines.length > MAX_LINES)
    refuse('InvalidArgument', `lines must be 1 to ${MAX_LINES}`, { argument: 'lines' });
  return lines.map(({ sku, units, price }, index) => ({
    sku: checkName(sku, `lines[${index}].sku`),
    units: checkNumber(units, `lines[${index}].units`, 1, MAX_UNITS),
    priceCents: priceCentsOf(price, `lines[${index}].price`),
  }));
}

function priceCentsOf(price: number, argument: string): number {
  const cents = centsOf(checkNumber(price, argument, 0, MAX_PRICE_CENTS / 100));
  return cents === undefined
    ? refuse('InvalidArgument', `${argument} must be in whole cents`, { argument })
    : cents;
}
