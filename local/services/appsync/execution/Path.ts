/** Where in a result something is, innermost first. */
export interface Path {
  readonly key: string | number;
  readonly parent: Path | undefined;
  /** Counts fields, not list positions: 1 for a root field. */
  readonly depth: number;
}

export const fieldPath = (parent: Path | undefined, key: string): Path => ({
  key,
  parent,
  depth: (parent?.depth ?? 0) + 1,
});
export const itemPath = (parent: Path, key: number): Path => ({ key, parent, depth: parent.depth });

/** As errors carry it: `['things', 'items', 0]`. */
export function pathKeys(path: Path | undefined): (string | number)[] {
  return path ? [...pathKeys(path.parent), path.key] : [];
}

/** As messages write it: `/things/items[0]`. */
export const pathText = (path: Path) =>
  pathKeys(path)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`))
    .join('');
