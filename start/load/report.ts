import { printable } from '../../local/platform/printable.ts';
import type { RefusalTally, Tally } from './outcomes.ts';

export interface SummaryOptions {
  readonly elapsedMs: number;
  /** True if nothing was sent. */
  readonly dryRun: boolean;
  /** Why the load ended before the end of the file. */
  readonly stopped: string | undefined;
  /** The file for refused lines. */
  readonly refusedFile: string | undefined;
  /** Why that file is incomplete. */
  readonly refusedFault: string | undefined;
}

/** Returns the summary that the user reads at the end. */
export function summarize(tally: Tally, options: SummaryOptions): string {
  const { elapsedMs, dryRun, stopped } = options;
  const count = tally.accepted + tally.refused;
  const rate = `in ${formatDuration(elapsedMs)}, ${formatRate(count, elapsedMs)}`;
  return [
    ...(stopped === undefined ? [] : [`Stopped: ${printable(stopped)}. ${unsent(tally)}`, '']),
    ...(count === 0 ? ['There was nothing to load.'] : [...table(tally, dryRun), '', rate]),
    ...[...tally.refusals].sort(([, a], [, b]) => b.count - a.count).flatMap(refusalLines),
    ...(dryRun ? ['', 'Nothing was sent: this was a dry run.'] : []),
    ...(tally.refused > 0 ? refusedFileLines(options) : []),
  ].join('\n');
}

function refusedFileLines({ refusedFile, refusedFault }: SummaryOptions): readonly string[] {
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

/** Characters of a message that are shown at most: a server may answer with a whole page. */
const LONGEST = 200;

function refusalLines([errorType, { count, first }]: [string, RefusalTally]): readonly string[] {
  const more = count - first.length;
  return [
    '',
    `${printable(errorType)}, ${count} refused`,
    ...first.map(({ line, message }) => `  line ${line}: ${printable(message, LONGEST)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Whether a line can be overwritten. */
  readonly isTerminal: boolean;
  /** Milliseconds since an arbitrary moment. */
  readonly now: () => number;
}

/** Milliseconds between two writes: often on a terminal, rarely in a log. */
const TERMINAL_MS = 100;
const LOG_MS = 5000;

const RETURN = '\r';
/** Erases the line from the cursor on: ECMA-48, EL. */
const ERASE = '\u001b[K';

/** Writes how far a load has come, from time to time. */
export function createProgress({ write, isTerminal, now }: ProgressOptions) {
  const began = now();
  let lastTickAt = began;
  return {
    elapsedMs: () => now() - began,
    /** Writes if the last write is long enough ago. May be called at any time. */
    tick(tally: Tally) {
      if (now() - lastTickAt < (isTerminal ? TERMINAL_MS : LOG_MS)) return;
      lastTickAt = now();
      const line = progressLine(tally, lastTickAt - began);
      write(isTerminal ? `${RETURN}${line}${ERASE}` : `${line}\n`);
    },
    /** Clears the line on a terminal. */
    end: () => isTerminal && write(`${RETURN}${ERASE}`),
  };
}

const progressLine = ({ accepted, refused }: Tally, elapsedMs: number) =>
  `${accepted} accepted, ${refused} refused, ${formatRate(accepted + refused, elapsedMs)}, ${formatDuration(elapsedMs)}`;

/** Such as `120 a second`. */
const formatRate = (count: number, elapsedMs: number) =>
  `${Math.round((count * 1000) / Math.max(elapsedMs, 1))} a second`;

/** Such as `1.2 s` or `3 min 20 s`. */
function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
