import { type Journal, noJournal } from '../../../platform/journal/Journal.ts';
import type { UserPool } from './UserPool.ts';

/** Keeps what a pool's template does not say, for the next start. */
export interface PoolLog {
  /** What an earlier run left of a pool; undefined where it knew none. */
  remembered(poolId: string): Remembered | undefined;
  /** Call it after anything in the pool may have changed. */
  save(pool: UserPool): void;
  /** Forgets a pool that is gone. */
  forget(poolId: string): void;
}

export type Remembered = Pick<UserPool, (typeof PARTS)[number] | 'createdAt' | 'signingKey'>;

const PARTS = ['users', 'sessions', 'groups'] as const;
const POOLS = 'cognito/pools';
const treeOf = (poolId: string, part: (typeof PARTS)[number]) => `cognito/${poolId}/${part}`;

export function createPoolLog(journal: Journal): PoolLog {
  /** The JSON of everything as it was last saved, by tree and key. */
  const saved = new Map<string, Map<string, string>>();

  const savedIn = (tree: string) => {
    const known =
      saved.get(tree) ??
      new Map([...journal.entries(tree)].map(([key, value]) => [key, JSON.stringify(value)]));
    saved.set(tree, known);
    return known;
  };

  const saveEntry = (tree: string, key: string, value: unknown) => {
    const text = JSON.stringify(value);
    if (savedIn(tree).get(key) === text) return;
    savedIn(tree).set(key, text);
    journal.append([{ tree, key, value: JSON.parse(text) as unknown }]); // A copy: journals keep values.
  };

  const removeEntry = (tree: string, key: string) => {
    savedIn(tree).delete(key);
    journal.append([{ tree, key }]);
  };

  return {
    remembered(poolId) {
      const pool = journal.get<object>(POOLS, poolId);
      if (!pool) return undefined;
      const parts = PARTS.map((part) => [part, Object.fromEntries(journal.entries(treeOf(poolId, part)))]);
      // What `save` wrote.
      return { ...pool, ...structuredClone(Object.fromEntries(parts)) } as Remembered;
    },
    forget(poolId) {
      for (const part of PARTS) {
        saved.delete(treeOf(poolId, part));
        journal.append([{ tree: treeOf(poolId, part) }]);
      }
      saved.get(POOLS)?.delete(poolId);
      journal.append([{ tree: POOLS, key: poolId }]);
    },
    save(pool) {
      if (journal === noJournal) return;
      const { id, createdAt, signingKey } = pool;
      saveEntry(POOLS, id, { createdAt, signingKey });
      for (const part of PARTS) {
        const tree = treeOf(id, part);
        for (const [key, value] of Object.entries(pool[part])) saveEntry(tree, key, value);
        for (const key of savedIn(tree).keys()) if (!Object.hasOwn(pool[part], key)) removeEntry(tree, key);
      }
    },
  };
}
