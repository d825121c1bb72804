import type { UserDescription } from '../CloudDescription.ts';
import { OperatorError } from '../platform/errors.ts';
import { printableLines } from '../platform/printable.ts';
import type { Cloud } from '../startCloud.ts';

export interface DataUpgrade {
  /** Of what `seedData` writes: 1, and one more with each upgrade that a data folder needs. */
  readonly version: number;
  /**
   * Works through public APIs, on a cloud that serves already, and returns what it did, to be printed. Whatever was cut
   * short is done again by the next start, so it does nothing twice.
   */
  run(cloud: Cloud, users: readonly UserDescription[]): Promise<readonly string[]>;
}

/** Where the journal says what a data folder was filled with. */
const TREE = 'filling';

/** Seeds a cloud unless an earlier run did, and returns the users who can sign in. */
export async function seedOnce(
  cloud: Cloud,
  seed: () => Promise<readonly UserDescription[]>,
  upgrade: DataUpgrade | undefined,
): Promise<readonly UserDescription[]> {
  const { isExposed } = cloud;
  const { journal } = cloud.world;
  const earlier = journal.get<readonly UserDescription[]>(TREE, 'users');
  if (earlier && isExposed && !journal.get(TREE, 'exposed'))
    throw new OperatorError(
      'The passwords in this data folder are known to all, because it was filled for this machine alone: expose another folder.',
    );
  if (earlier) {
    if (upgrade && earlier.length > 0) await upgradeOnce(cloud, earlier, upgrade);
    return earlier;
  }
  if (journal.get(TREE, 'begun'))
    throw new OperatorError(
      'The first start with this data folder was cut short while it was filled: remove the folder and start again.',
    );
  journal.append([
    { tree: TREE, key: 'begun', value: true },
    { tree: TREE, key: 'exposed', value: isExposed },
  ]);
  const users = await seed();
  journal.append([
    { tree: TREE, key: 'users', value: users },
    ...(upgrade ? [{ tree: TREE, key: 'version', value: upgrade.version }] : []),
  ]);
  await journal.written();
  return users;
}

/** Upgrades what an earlier version seeded, unless an earlier start did. Folders from before versions have the first. */
async function upgradeOnce(
  cloud: Cloud,
  users: readonly UserDescription[],
  { version, run }: DataUpgrade,
): Promise<void> {
  const { journal } = cloud.world;
  const stored = journal.get<number>(TREE, 'version') ?? 1;
  if (stored >= version) return;
  console.log(`The data folder is of an earlier version: it is brought up to date.`);
  for (const line of await run(cloud, users)) console.log(printableLines(`  ${line}`));
  journal.append([{ tree: TREE, key: 'version', value: version }]);
  await journal.written();
}
