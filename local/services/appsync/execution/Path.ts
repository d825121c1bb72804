/** The path to a value in a result, from its own key to the root's. */
export interface Path {
  readonly key: string | number;
  readonly parent: Path | undefined;
  /** The number of fields on it, 1 for a root field. List positions do not count. */
  readonly depth: number;
}

export const fieldPath = (parent: Path | undefined, key: string): Path => ({
  key,
  parent,
  depth: (parent?.depth ?? 0) + 1,
});
export const itemPath = (parent: Path, key: number): Path => ({ key, parent, depth: parent.depth });

/** Returns a path in the form of `errors[].path`: `['things', 'items', 0]`. */
export function pathKeys(path: Path | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.parent) keys.push(at.key);
  return keys.reverse();
}

/** Returns about how many characters a path has as JSON. */
export function pathSize(path: Path): number {
  let size = 0;
  for (let at: Path | undefined = path; at; at = at.parent)
    size += typeof at.key === 'number' ? 4 : at.key.length + 3;
  return size;
}

/** Returns a path in the form of messages: `/things/items[0]`. */
export const pathText = (path: Path) =>
  pathKeys(path)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`))
    .join('');

/** Sets a member of a result under its key. `__proto__` is a key like any other in GraphQL, but not in JavaScript. */
export function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}
