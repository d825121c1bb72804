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

const READING_MS = 1000;
const BEAT_MS = 400;

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

function formatLine({ who, kind, what, status, detail = '' }: Line, now: number): string {
  const time = styleText('dim', timeOf(now));
  const asked = `${MARKS[kind]} ${who.padEnd(6)} ${what.padEnd(43)}`;
  const answered = styleText(colourOf(status), status.padEnd(detail ? 9 : 0));
  return `  ${time}  ${kind === 'live' ? styleText('bold', asked) : asked} ${answered}${
    detail && ` ${styleText('dim', detail)}`
  }`;
}
