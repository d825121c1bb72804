import { setTimeout as pause } from 'node:timers/promises';
import { styleText } from 'node:util';
import { formatTime } from './stays.ts';

/** The parts of a line. */
interface ScreenLine {
  readonly who: string;
  /** `request`: a request and its answer. `update`: a subscription's delivery. `note`: what the backend did by itself. */
  readonly kind: 'request' | 'update' | 'note';
  readonly what: string;
  /** A status, a stock level, or the type of a refusal; empty where there is none. */
  readonly status: string;
  /** Such as the booking's short id, or a reason. @default nothing */
  readonly detail?: string;
}

/** Prints the demo: at most 80 columns, and the same words with and without colours. */
export interface Screen {
  /** Prints a scene's title and what it shows, and leaves time to read both. */
  scene(title: string, sentence: string): Promise<void>;
  line(line: ScreenLine): void;
  /** Prints a text below what the last line says, in as many lines as it takes. */
  below(text: string): void;
  /** Prints plain text, indented like lines. */
  text(text: string): void;
  /** Gives the reader time to catch up. */
  pause(): Promise<void>;
}

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
    below: (text) => console.log(indent(wrap(text, COLUMNS - BELOW), BELOW)),
    text: (text) => console.log(text && `  ${text}`),
    pause: () => wait(BEAT_MS),
  };
}

const MARKS = { request: '→', update: '←', note: '·' } as const;

/** Of a terminal that nobody has widened. */
const COLUMNS = 80;

/** Columns of what a line says, and of its status: as long as the longest status. */
const WHAT_COLUMNS = 33;
const STATUS_COLUMNS = 16;

/** Where what a line says begins: behind its time, its mark and who it is about. */
const BELOW = 23;

function formatLine({ who, kind, what, status, detail = '' }: ScreenLine, now: number): string {
  // What has no status beside it may be as long as the line.
  const [first = '', ...others] = wrap(what, status ? WHAT_COLUMNS : COLUMNS - BELOW);
  const asked = `${MARKS[kind]} ${who.padEnd(6)} ${status ? first.padEnd(WHAT_COLUMNS) : first}`;
  const room = COLUMNS - BELOW - WHAT_COLUMNS - detail.length - 2;
  const parts = [
    `${styleText('dim', formatTime(now))} `,
    kind === 'update' ? styleText('bold', asked) : asked,
    status && styleText(colourOf(status), detail ? status.padEnd(Math.min(STATUS_COLUMNS, room)) : status),
    detail && styleText('dim', detail),
  ];
  const line = `  ${parts.filter(Boolean).join(' ')}`;
  return others.length > 0 ? `${line}\n${indent(others, BELOW)}` : line;
}

const indent = (lines: readonly string[], columns: number) =>
  lines.map((line) => ' '.repeat(columns) + line).join('\n');

/** What a visitor reads while the backend starts. */
export const titlePage = () =>
  heading(
    'Frontdesk: a day at the desk of an apartment complex, and in its shop',
    'The whole backend starts from its own CDK template, on free ports of this machine: AppSync, SQS, Lambda, DynamoDB, ' +
      'EventBridge, Cognito. Three tenants, a caretaker and an admin sign in. → is a request and its answer, ← what a ' +
      'subscription delivers: to tenants what is theirs, to the caretaker what is on hand and what is to be fetched.',
  );

const SENTENCE_COLUMNS = COLUMNS - 4;

/** A title, and below it a sentence. */
const heading = (title: string, sentence: string) =>
  [
    `\n  ${styleText(['bold', 'cyan'], title)}`,
    ...wrap(sentence, SENTENCE_COLUMNS).map((line) => `  ${styleText('dim', line)}`),
  ].join('\n');

/** Lines of at most `columns` characters, broken between words; a longer word is a line of its own. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

type Colour = Parameters<typeof styleText>[0];

const colours: Readonly<Record<string, Colour>> = {
  QUEUED: 'blueBright',
  PENDING: 'yellow',
  APPROVED: 'green',
  PAID: 'green',
  COMPLETED: 'green',
  CREATED: 'yellow',
  STOCK_ALLOCATED: 'yellow',
  PAYMENT_ACCEPTED: 'green',
  SHIPPED: 'green',
  READY: 'green',
  DELIVERED: 'green',
  TAKES_LISTS: 'green',
  AVAILABLE: 'yellow',
  ASSIGNED: 'yellow',
  ADJUSTED: 'yellow',
  REJECTED: 'magenta',
  CANCELLED: 'magenta',
  EXPIRED: 'magenta',
  STOCK_DEPLETED: 'magenta',
  PAYMENT_REJECTED: 'magenta',
  CANCELED: 'magenta',
};

/** Returns the colour of a status or a stock level. Anything else is a refusal, in red. */
export const colourOf = (status: string): Colour =>
  colours[status] ?? (status.endsWith(' on hand') ? 'cyan' : 'red');
