import { compareDecimals } from '../items/decimals.ts';
import type { AttributeMap } from '../DynamoDb.ts';

/** Which of two values sorts first, as in sorting; undefined where they cannot be compared. */
export function orderOf(left: AttributeMap, right: AttributeMap): number | undefined {
  if (left.N !== undefined && right.N !== undefined) return compareDecimals(left.N, right.N);
  if (left.S !== undefined && right.S !== undefined)
    return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(bytes(left.B), bytes(right.B));
  return undefined;
}

const bytes = (base64: string) => Buffer.from(base64, 'base64');
