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
  return path ? [...pathKeys(path.parent), path.key] : [];
}

/** Returns a path in the form of messages: `/things/items[0]`. */
export const pathText = (path: Path) =>
  pathKeys(path)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`))
    .join('');
