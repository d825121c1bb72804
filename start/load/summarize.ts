import { rateOf, spoken } from './createProgress.ts';
import { printable } from './printable.ts';
import type { RefusalTally, Tally } from './Tally.ts';

export interface SummaryOptions {
  readonly elapsedMs: number;
  /** Nothing was sent. */
  readonly dryRun: boolean;
  /** Why it ended before the file did. */
  readonly stopped: string | undefined;
  /** Where refused lines were written. */
  readonly refusedFile: string | undefined;
  /** Why that does not hold all of them. */
  readonly refusedFault: string | undefined;
}

/** What was done, for the person who waits for it. */
export function summarize(tally: Tally, options: SummaryOptions): string {
  const { elapsedMs, dryRun, stopped } = options;
  const count = tally.accepted + tally.refused;
  const rate = `in ${spoken(elapsedMs)}, ${rateOf(count, elapsedMs)}`;
  return [
    ...(stopped === undefined ? [] : [`Stopped: ${printable(stopped)}. ${unsent(tally)}`, '']),
    ...(count === 0 ? ['There was nothing to load.'] : [...table(tally, dryRun), '', rate]),
    ...[...tally.refusals].sort(([, a], [, b]) => b.count - a.count).flatMap(refusalLines),
    ...(dryRun ? ['', 'Nothing was sent: this was a dry run.'] : []),
    ...(tally.refused > 0 ? keptLines(options) : []),
  ].join('\n');
}

function keptLines({ refusedFile, refusedFault }: SummaryOptions): readonly string[] {
  if (refusedFile === undefined) return [];
  if (refusedFault !== undefined) return ['', `Not all refused lines are kept: ${printable(refusedFault)}.`];
  return ['', `The refused lines are in ${refusedFile}: mend them there, and load that file.`];
}

const unsent = ({ lastLine }: Tally) =>
  lastLine === 0 ? 'No line was sent.' : `No line after ${lastLine} was sent.`;

function table({ byKind, accepted, refused }: Tally, dryRun: boolean): readonly string[] {
  const row = (name: string, ...cells: readonly (string | number)[]) =>
    `${name.padEnd(10)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
  return [
    row('', dryRun ? 'good' : 'accepted', 'refused'),
    ...[...byKind].map(([kind, tally]) => row(kind, tally.accepted, tally.refused)),
    ...(byKind.size > 1 ? [row('in all', accepted, refused)] : []),
  ];
}

/** Characters of a message that are shown: a server may answer with a page. */
const LONGEST = 200;

function refusalLines([errorType, { count, first }]: [string, RefusalTally]): readonly string[] {
  const more = count - first.length;
  return [
    '',
    `${printable(errorType)}, ${count} refused`,
    ...first.map(({ line, message }) => `  line ${line}: ${printable(message).slice(0, LONGEST)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
