import { setOwn } from '../../../platform/ownProperty.ts';

/**
 * Copies a value that leaves a handler as JSON data, without functions and `undefined` members. Throws
 * `RangeError` for a value that contains itself.
 */
export function toPlainData(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => toPlainData(item) ?? null);
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    // Any object can be read by its own keys.
    const member = toPlainData((value as Record<string, unknown>)[key]);
    if (member !== undefined) setOwn(plain, key, member);
  }
  return plain;
}
