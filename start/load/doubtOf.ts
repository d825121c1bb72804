import { isKind } from './kinds.ts';
import type { Reading } from './Reading.ts';

/**
 * Why the orders next to a row may lack what it says, in words that follow "line N"; undefined for a row that
 * surely is a row of the order it names, or none of any order.
 */
export function doubtOf(row: Reading): string | undefined {
  const { type, orderId } = row.value;
  const because = (fault: string) => `may lack line ${row.line}, which ${fault}`;
  if ('fault' in row) return because('cannot be read');
  if (!isKind(type)) return because('has no type that is known');
  if (type === 'order') return orderId === undefined ? because('names no order') : undefined;
  return orderId === undefined ? undefined : because(`names an order and is a ${type}`);
}
