import { setTimeout as pause } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { Line, Screen } from './Screen.ts';
import { colourOf } from './colourOf.ts';
import { timeOf } from './dates.ts';
import { heading } from './heading.ts';

export interface ScreenOptions {
  /** Without pauses. */
  readonly fast: boolean;
  /** The cloud's time, in epoch milliseconds. */
  readonly now: () => number;
}

const READING_MS = 750;
const BEAT_MS = 300;

export function createScreen({ fast, now }: ScreenOptions): Screen {
  let scenes = 0;
  const wait = async (ms: number) => {
    if (!fast) await pause(ms);
  };
  return {
    async scene(title, sentence) {
      await wait(BEAT_MS);
      console.log(heading(`${++scenes}  ${title}`, sentence));
      await wait(READING_MS);
    },
    line: (line) => console.log(formatLine(line, now())),
    text: (text) => console.log(text && `  ${text}`),
    beat: () => wait(BEAT_MS),
  };
}

const MARKS = { request: '→', live: '←', note: '·' } as const;

/** As long as the longest status. */
const STATUS_COLUMNS = 16;

function formatLine({ who, kind, what, status, detail = '' }: Line, now: number): string {
  const asked = `${MARKS[kind]} ${who.padEnd(6)} ${status ? what.padEnd(43) : what}`;
  const parts = [
    ` ${styleText('dim', timeOf(now))} `,
    kind === 'live' ? styleText('bold', asked) : asked,
    status && styleText(colourOf(status), detail ? status.padEnd(STATUS_COLUMNS) : status),
    detail && styleText('dim', detail),
  ];
  return ` ${parts.filter(Boolean).join(' ')}`;
}
