import { type Journal, noJournal } from '../../../platform/journal/Journal.ts';
import type { UserPool } from './UserPool.ts';

/** What a pool holds of its own, for after a restart: its template says the rest. */
export interface PoolLog {
  /** What an earlier run left of a pool; undefined where it knew none. */
  remembered(poolId: string): Remembered | undefined;
  /** To be called after anything in the pool may have changed. */
  save(pool: UserPool): void;
}

export type Remembered = Pick<UserPool, (typeof PARTS)[number] | 'createdAt' | 'signingKey'>;

const PARTS = ['users', 'sessions', 'groups'] as const;
const POOLS = 'cognito/pools';
const treeOf = (poolId: string, part: (typeof PARTS)[number]) => `cognito/${poolId}/${part}`;

export function createPoolLog(journal: Journal): PoolLog {
  /** The JSON of everything as it was last noted, by tree and key. */
  const noted = new Map<string, Map<string, string>>();

  const notedIn = (tree: string) => {
    const known =
      noted.get(tree) ??
      new Map([...journal.entries(tree)].map(([key, value]) => [key, JSON.stringify(value)]));
    noted.set(tree, known);
    return known;
  };

  const note = (tree: string, key: string, value: unknown) => {
    const text = JSON.stringify(value);
    if (notedIn(tree).get(key) === text) return;
    notedIn(tree).set(key, text);
    journal.append([{ tree, key, value: JSON.parse(text) }]);
  };

  const forget = (tree: string, key: string) => {
    notedIn(tree).delete(key);
    journal.append([{ tree, key }]);
  };

  return {
    remembered(poolId) {
      const pool = journal.get(POOLS, poolId);
      if (!pool) return undefined;
      const [users, sessions, groups] = PARTS.map((part) =>
        structuredClone(Object.fromEntries(journal.entries(treeOf(poolId, part)))),
      );
      return { ...pool, users, sessions, groups };
    },
    save(pool) {
      if (journal === noJournal) return;
      const { id, createdAt, signingKey } = pool;
      note(POOLS, id, { createdAt, signingKey });
      for (const part of PARTS) {
        const tree = treeOf(id, part);
        for (const [key, value] of Object.entries(pool[part])) note(tree, key, value);
        for (const key of notedIn(tree).keys()) if (!Object.hasOwn(pool[part], key)) forget(tree, key);
      }
    },
  };
}
