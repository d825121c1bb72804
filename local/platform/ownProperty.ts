/** What a record has under a name that a caller chose. Inherited names, such as `constructor`, are not its own. */
export const getOwn = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Sets a member of any name: assigning to `__proto__` would replace the record's prototype. */
export function setOwn<Value>(record: Record<string, Value>, name: string, value: Value): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
}

/** The same names with other values. Members that are undefined are left out. */
export function mapMembers<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  mapped: (value: Value) => Mapped,
): Record<string, Mapped> {
  const members: Record<string, Mapped> = {};
  for (const [name, value] of Object.entries(record))
    if (value !== undefined) setOwn(members, name, mapped(value));
  return members;
}
