import { createRandomness, type Randomness } from '../platform/Randomness.ts';
import type { World } from '../platform/World.ts';

const TREE = 'deployment';

/** A resource's own chance: what it draws, such as ids and keys, is the same after a restart. */
export function randomnessOf({ journal, random }: World, stackName: string, logicalId: string): Randomness {
  const key = `${stackName}/${logicalId}`;
  const known: number | undefined = journal.get(TREE, key);
  if (known !== undefined) return createRandomness(known);
  const value = random.seed();
  journal.append([{ tree: TREE, key, value }]);
  return createRandomness(value);
}
