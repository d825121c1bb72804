import { styleText } from 'node:util';
import type { World } from '../World.ts';
import { fitted } from './printable.ts';

export type Format = Parameters<typeof styleText>[0];

/** How text looks in a person's terminal. */
export interface Terminal {
  /** Columns of a line. */
  readonly width: number;
  /** Colours a text, where colours are wanted. */
  paint(format: Format, text: string): string;
  /** Says what goes on, in place of what it said before. Without a terminal it says nothing. */
  progress(text: string): void;
  /** Takes the progress away, so that other lines follow. */
  clearProgress(): void;
}

/** Chosen: what a terminal has at least. */
const DEFAULT_WIDTH = 80;
const NARROWEST = 40;

export function createTerminal({ stdout, stderr, environment }: World): Terminal {
  const { NO_COLOR, FORCE_COLOR, COLUMNS } = environment;
  // https://no-color.org and https://force-color.org
  const isColoured = FORCE_COLOR ? FORCE_COLOR !== '0' : !NO_COLOR && stdout.isTTY === true;
  let isShowing = false;
  const clearProgress = () => {
    if (isShowing) stderr.write('\r\u001b[K');
    isShowing = false;
  };
  const width = Math.max(NARROWEST, stdout.columns ?? (Number(COLUMNS) || DEFAULT_WIDTH));
  return {
    width,
    paint: (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text),
    progress(text) {
      if (stderr.isTTY !== true) return;
      clearProgress();
      // Of what a terminal breaks into two lines, only the second could be taken away.
      stderr.write(fitted(text, width - 1));
      isShowing = true;
    },
    clearProgress,
  };
}
