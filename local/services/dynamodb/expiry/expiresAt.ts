import type { AttributeMap } from '../DynamoDb.ts';

const FIVE_YEARS_MS = 5 * 365 * 24 * 60 * 60 * 1000;

/**
 * When an item expires, in epoch milliseconds; undefined where it never does: without a number, or
 * with one more than five years back, which DynamoDB takes for a mistake.
 */
export function expiresAt(item: AttributeMap, attribute: string, now: number): number | undefined {
  const at = Number(item[attribute]?.N) * 1000;
  return Number.isFinite(at) && at > now - FIVE_YEARS_MS ? at : undefined;
}
