import type { DeployedStack } from '../assembly/walkAssembly.ts';
import type { FeedRecord } from '../platform/Feed.ts';
import { printable } from '../platform/printable.ts';
import { resourceNames } from '../resourceNames.ts';
import { createDeathWatch, type LetterHints } from './createDeathWatch.ts';
import { formatFeedRecord, lineOf, paint } from './formatFeedRecord.ts';

/** The command shows all of it. */
const LONGEST_REASON = 160;

/**
 * Formats every record of a feed, given in order, as `formatFeedRecord` does. A death is one red line with its reason and the
 * command that shows the letter; deliveries that only lead to it are none.
 */
export function createFeedFormatter(
  stacks: readonly DeployedStack[],
  letters?: LetterHints,
): (record: FeedRecord) => string | undefined {
  const names = resourceNames(stacks);
  const deaths = createDeathWatch(stacks, letters);
  return (record) => {
    const followed = deaths.follow(record);
    if (followed === undefined) return formatFeedRecord(record, names);
    if (followed === 'passing') return undefined;
    const { queue, reason, command } = followed;
    const text = `${printable(names(queue))}: ${printable(reason, LONGEST_REASON)}${command === undefined ? '' : ` | ${command}`}`;
    return lineOf(record, { style: 'red', label: 'DEAD', text: paint('red', text) });
  };
}
