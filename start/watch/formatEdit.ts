import { styleText } from 'node:util';
import { describeChanges, describeChange } from '../../local/assembly/describeChanges.ts';
import type { ResourceChange } from '../../local/platform/Feed.ts';
import { printable, printableLines } from '../../local/platform/printable.ts';
import { type Fault, faultLine } from './Fault.ts';

/** Files that are named; of more, their number. Chosen: they fit into a line. */
const MOST_NAMED = 2;

export const namesOf = (files: readonly string[]): string =>
  files.length > MOST_NAMED
    ? `${files.length} files`
    : files.map((file) => printable(file)).join(', ') || 'the stacks';

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** One line about an edit that is live. */
export const liveLine = (
  files: readonly string[],
  changes: readonly ResourceChange[],
  ms: number,
  wasFaulty: boolean,
): string =>
  `${styleText('green', wasFaulty ? 'Mended, and live' : 'Live')} in ${seconds(ms)}: ${namesOf(files)}, ${describeChanges(changes)}`;

/** One line about an edit that decides nothing that runs. */
export const sameLine = (files: readonly string[], wasFaulty: boolean): string =>
  files.length === 0
    ? `${styleText('green', 'Mended')}: the sources are those that run`
    : `${styleText('green', wasFaulty ? 'Mended' : 'Unchanged')}: ${namesOf(files)}, and nothing that runs is different`;

/** Faults that are listed. More than a screen helps nobody. */
const MOST_FAULTS = 10;

/** What is said before the faults of an edit that is refused. */
export const notTaken = (files: readonly string[]): string =>
  `${styleText('red', 'Not taken')}: ${namesOf(files)}; the version before serves on`;

/** What is said before faults that were found once the edit was live. */
export const MISTYPED = `${styleText('red', 'Types are wrong')} where the last edit, which is live, is used`;

/** What is wrong, a line each with its place, as one block. */
export function faultBlock(title: string, faults: readonly Fault[]): string {
  const more = faults.length - MOST_FAULTS;
  return [
    title,
    ...faults.slice(0, MOST_FAULTS).map((fault) => printableLines(`  ${faultLine(fault)}`)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}

/** What is lost, said before it is. */
export const replacementLines = (changes: readonly ResourceChange[]): string[] =>
  changes
    .filter(({ action }) => action === 'replaced' || action === 'removed')
    .map(
      (change) =>
        `${styleText('yellow', change.action === 'replaced' ? 'AWS replaces' : 'AWS removes')} ${describeChange(change)}: what it holds is gone`,
    );

/** Code of this process that changed. */
export const restartLine = (files: readonly string[]): string =>
  `${styleText('yellow', 'Start again')} to take ${namesOf(files)}: this process has loaded what it was before`;

/** What AppSync may refuse. */
export const warningLine = (warning: string): string =>
  `${styleText('yellow', 'Warning:')} ${printableLines(warning)}`;
