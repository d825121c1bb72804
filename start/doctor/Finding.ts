import { styleText } from 'node:util';

/** What was found out about one thing. */
export interface Finding {
  /** `fault`: something does not work until it is mended. `note`: something works less well, or is only for some. */
  readonly state: 'ok' | 'note' | 'fault';
  readonly what: string;
  /** What was found. */
  readonly found: string;
  /** What to do about it. @default nothing */
  readonly remedy?: string;
}

/** Where to look: the checkout and the environment. */
export interface Patient {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const MARKS = { ok: ['green', '✓'], note: ['yellow', '•'], fault: ['red', '✗'] } as const;

/** One line, and one below it for what to do. */
export function describeFinding({ state, what, found, remedy }: Finding): string {
  const [colour, mark] = MARKS[state];
  const line = `${styleText(colour, mark)} ${what.padEnd(12)} ${found}`;
  return remedy === undefined ? line : `${line}\n  ${' '.repeat(12)} ${styleText('bold', remedy)}`;
}
