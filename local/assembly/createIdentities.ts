import { createRandomness, type Randomness } from '../platform/Randomness.ts';
import type { World } from '../platform/World.ts';

/** What a resource's names and ids are derived from. It stays the same while the resource lives, also after a restart. */
export interface Identity {
  /** The seed of its own source of randomness. */
  readonly seed: number;
  /** How often it was replaced or removed before. */
  readonly generation: number;
}

export interface Identities {
  of(stackName: string, logicalId: string): Identity;
  /** Gives the resource another identity, because it is replaced. Returns a function that takes that back. */
  renew(stackName: string, logicalId: string): () => void;
}

const TREE = 'deployment';
const GENERATIONS = 'deployment/generations';

export function createIdentities({ journal, random }: World): Identities {
  const known = new Map<string, Identity>();
  /** Names are never used again: what had one may be there still. */
  const highest = new Map<string, number>();

  const remember = (key: string, { seed, generation }: Identity) => {
    known.set(key, { seed, generation });
    journal.append([
      { tree: TREE, key, value: seed },
      { tree: GENERATIONS, key, ...(generation > 0 && { value: generation }) },
    ]);
  };

  const identityOf = (key: string): Identity => {
    const seed = journal.get<number>(TREE, key);
    if (seed !== undefined) return { seed, generation: journal.get<number>(GENERATIONS, key) ?? 0 };
    const drawn = { seed: random.seed(), generation: 0 };
    remember(key, drawn);
    return drawn;
  };

  const find = (key: string) => {
    const identity = known.get(key) ?? identityOf(key);
    known.set(key, identity);
    return identity;
  };

  return {
    of: (stackName, logicalId) => find(keyOf(stackName, logicalId)),
    renew(stackName, logicalId) {
      const key = keyOf(stackName, logicalId);
      const before = find(key);
      const generation = Math.max(before.generation, highest.get(key) ?? 0) + 1;
      highest.set(key, generation);
      remember(key, { seed: random.seed(), generation });
      return () => remember(key, before);
    },
  };
}

const keyOf = (stackName: string, logicalId: string) => `${stackName}/${logicalId}`;

/** A resource's own source of randomness: it draws the same ids whenever the resource is created or updated. */
export const randomnessOf = ({ seed }: Identity): Randomness => createRandomness(seed);
