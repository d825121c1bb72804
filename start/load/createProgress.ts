import type { Tally } from './Tally.ts';

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Whether one line can be written over and over. */
  readonly isTerminal: boolean;
  /** In milliseconds, from any beginning. */
  readonly now: () => number;
}

/** Between two writes, in milliseconds: as fast as can be read, or as seldom as a log is good for. */
const TERMINAL_MS = 100;
const LOG_MS = 5000;

const RETURN = '\r';
/** Erases the line from the cursor on: ECMA-48, EL. */
const ERASE = '\u001b[K';

/** Tells how far a load has come, whenever it is time for it. */
export function createProgress({ write, isTerminal, now }: ProgressOptions) {
  const began = now();
  let told = began;
  return {
    elapsedMs: () => now() - began,
    /** Called at any moment, as often as you like. */
    tick(tally: Tally) {
      if (now() - told < (isTerminal ? TERMINAL_MS : LOG_MS)) return;
      told = now();
      const line = progressLine(tally, told - began);
      write(isTerminal ? `${RETURN}${line}${ERASE}` : `${line}\n`);
    },
    /** Leaves a terminal's line to what comes next. */
    end: () => isTerminal && write(`${RETURN}${ERASE}`),
  };
}

const progressLine = ({ accepted, refused }: Tally, elapsedMs: number) =>
  `${accepted} accepted, ${refused} refused, ${rateOf(accepted + refused, elapsedMs)}, ${spoken(elapsedMs)}`;

/** How many came in a second. */
export const rateOf = (count: number, elapsedMs: number) =>
  `${Math.round((count * 1000) / Math.max(elapsedMs, 1))} a second`;

/** Such as `1.2 s` or `3 min 20 s`. */
export function spoken(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
