import type { Command } from 'commander';
import { addAccountOptions, type AccountOptions } from './accountOptions.ts';
import { parseDuration } from './core/durations.ts';
import { misuse } from './core/OperatorError.ts';
import type { DeathLimit, RedriveRequest } from './core/runs.ts';
import { addFilterOptions, type FilterOptions } from './filterOptions.ts';

export interface PaceOptions {
  readonly rate?: string;
  readonly ramp?: string | true;
  readonly stopAfter: string;
  readonly settle: string;
  readonly settleLimit: string;
  readonly maxRedrives: string;
  readonly release?: readonly string[];
}

export interface RedriveCommandOptions extends FilterOptions, AccountOptions, PaceOptions {
  readonly destination?: string;
  readonly ownMover?: boolean;
  readonly resume?: string;
}

/** Chosen: small enough that a worker that still fails does little harm. */
const DEFAULT_RAMP = '1%,10%,100%';
/** As many letters as one run may be about. */
const MOST_LETTERS = 100_000;

/** How fast, and when it stops by itself. */
export const addPaceOptions = (command: Command): Command =>
  command
    .option('--rate <number>', 'messages a second at most, such as 50/s')
    .option('--ramp [shares]', `send ${DEFAULT_RAMP}, and wait after each whether they die again`)
    .option('--stop-after <deaths>', 'stop when so many died again, or such a share of what was sent', '5%')
    .option('--settle <time>', 'a stage is over when nothing has died for so long', '30s')
    .option('--settle-limit <time>', 'wait for a stage no longer than that', '15m');

export const addRedriveOptions = (command: Command): Command =>
  addAccountOptions(
    addPaceOptions(
      addFilterOptions(
        command.argument('[queue...]', 'names, URLs or ARNs; all of them without'),
        MOST_LETTERS,
      ).option('--destination <queue>', 'send them there, instead of where they came from'),
    )
      .option('--max-redrives <number>', 'leave letters that were brought back so often', '3')
      .option('--release <id...>', 'bring these back all the same')
      .option('--own-mover', "do not leave a whole queue to SQS's own move task")
      .option('--resume <run>', 'go on with a run that was stopped or killed'),
  );

/** What the options ask for. Throws `OperatorError` for what cannot be meant. */
export const requestOf = (options: PaceOptions, destinationArn: string | undefined): RedriveRequest => ({
  ...(destinationArn !== undefined && { destinationArn }),
  ...(options.rate !== undefined && { rate: readRate(options.rate) }),
  ramp: options.ramp === undefined ? [1] : readRamp(options.ramp === true ? DEFAULT_RAMP : options.ramp),
  deathLimit: readDeathLimit(options.stopAfter),
  maxRedrives: readCount('--max-redrives', options.maxRedrives),
  released: [...(options.release ?? [])],
  settleSeconds: parseDuration(options.settle) / 1000,
  settleLimitSeconds: parseDuration(options.settleLimit) / 1000,
});

function readRate(text: string): number {
  const rate = Number(text.replace(/\/s$/, ''));
  if (rate > 0 && rate <= 10_000) return rate;
  throw misuse(`--rate is "${text}"; give messages a second, such as 50/s or 0.5/s.`);
}

function readRamp(text: string): number[] {
  const shares = text.split(',').map(readShare);
  const isRising = shares.every((share, index) => share !== undefined && share > (shares[index - 1] ?? 0));
  const found = shares.filter((share) => share !== undefined);
  if (!isRising) throw misuse(`--ramp is "${text}"; give rising shares, such as ${DEFAULT_RAMP}.`);
  return found.at(-1) === 1 ? found : [...found, 1];
}

const readShare = (text: string): number | undefined => {
  const { percent } = /^(?<percent>\d+(?:\.\d+)?)\s*%$/.exec(text.trim())?.groups ?? {};
  const share = Number(percent) / 100;
  return share > 0 && share <= 1 ? share : undefined;
};

function readDeathLimit(text: string): DeathLimit {
  const share = readShare(text);
  return share === undefined ? { count: readCount('--stop-after', text) } : { share };
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw misuse(`${option} is "${text}"; give a whole number from 1.`);
}
