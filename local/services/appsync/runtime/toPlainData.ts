/**
 * A handler's value as it leaves the handler: JSON data of its own, without `undefined` members and
 * functions. Throws `RangeError` for a value that holds itself.
 */
export function toPlainData(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => toPlainData(item) ?? null);
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = toPlainData((value as Record<string, unknown>)[key]);
    if (member !== undefined) plain[key] = member;
  }
  return plain;
}
