import type { UserDescription } from '../CloudDescription.ts';
import { OperatorError } from '../platform/errors.ts';
import type { Journal } from '../platform/journal/Journal.ts';

const TREE = 'filling';

/** Fills a cloud unless an earlier run did; answers who may sign in. */
export async function fillOnce(
  journal: Journal,
  fill: () => Promise<readonly UserDescription[]>,
): Promise<readonly UserDescription[]> {
  const earlier = journal.get(TREE, 'users');
  if (earlier) return earlier;
  if (journal.get(TREE, 'begun'))
    throw new OperatorError(
      'The first start with this data folder was cut short while it was filled: remove the folder and start again.',
    );
  journal.append([{ tree: TREE, key: 'begun', value: true }]);
  const users = await fill();
  journal.append([{ tree: TREE, key: 'users', value: users }]);
  await journal.written();
  return users;
}
