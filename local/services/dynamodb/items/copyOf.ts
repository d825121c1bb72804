/** A deep copy of a JSON value; members that are undefined are left out. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) copy[name] = copyOf(member);
  return copy as Value;
}

/** A deep copy nobody can change: what is stored is shared by tables, indexes and streams. */
export function frozenCopyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopyOf)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) copy[name] = frozenCopyOf(member);
  return Object.freeze(copy) as Value;
}
