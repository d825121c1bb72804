/** What stands at one place of a file: a value still to be checked, or why there is none. */
export type Reading = Found | Unreadable;

export interface Found {
  /** Of the file, from 1; the first of several. */
  readonly line: number;
  /** The last of several. @default line */
  readonly lastLine?: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Unreadable extends Found {
  /** What is wrong, in words that follow "line N". */
  readonly fault: string;
}

/** Where lines of a file stand, from the first to the last. */
export const placeOf = (line: number, lastLine: number) =>
  lastLine === line ? { line } : { line, lastLine };

export const lastLineOf = ({ line, lastLine = line }: Pick<Found, 'line' | 'lastLine'>) => lastLine;

/** Characters of an unreadable line that are kept for whoever mends it. */
const KEPT = 1000;

export const unreadable = (line: number, text: string, fault: string): Unreadable => ({
  line,
  value: { text: text.slice(0, KEPT) },
  fault,
});
