import type { Command } from 'commander';
import type { Session } from './Command.ts';
import { misuse, OperatorError } from './core/OperatorError.ts';
import { wrappedPainted } from './terminal/paragraphs.ts';
import type { World } from './World.ts';

/** Options of every command that changes something: the history says who and why. */
export interface AccountOptions {
  readonly by?: string;
  readonly because?: string;
  readonly yes?: boolean;
  readonly history?: string;
}

export const addAccountOptions = (command: Command): Command =>
  command
    .option('--because <why>', 'why it is done, for the history (required)')
    .option('--by <name>', 'who does it, for the history (default: your user name)')
    .option('-y, --yes', 'do not ask: for scripts')
    .option('--history <file>', "keep the history in a file instead of the stage's table");

/** Chosen: a sentence or two. It stands in each row of the history. */
const MOST_CHARACTERS = 500;

/** Who does it and why. Throws `OperatorError` where that is not said. */
export function accountOf(
  { by, because }: AccountOptions,
  { environment }: World,
): { by: string; reason: string } {
  if (because === undefined || because.trim() === '')
    throw misuse('Say why, for the history: --because "the gateway is back".');
  const who = by ?? environment['USER'] ?? environment['USERNAME'] ?? 'unknown';
  return { by: who.slice(0, MOST_CHARACTERS), reason: because.slice(0, MOST_CHARACTERS) };
}

/** Asks whether to go on, after saying what will happen. Throws `OperatorError` where nobody says yes. */
export async function confirm(
  { world, terminal, note }: Session,
  { yes }: AccountOptions,
  { text, question, answer = 'yes' }: Confirmation,
): Promise<void> {
  if (yes) return;
  if (!world.ask) throw misuse('Nobody is here to confirm it: run it in a terminal, or add --yes.');
  world.stderr.write(`${wrappedPainted(text, terminal.width)}\n`);
  const given = (await world.ask(wrappedPainted(question, terminal.width))).trim();
  if (given === answer || (answer === 'yes' && /^y(?:es)?$/i.test(given))) return;
  note('Nothing was changed.');
  throw new OperatorError(`It was not confirmed: "${given}" is not "${answer}".`);
}

interface Confirmation {
  /** What will happen. */
  readonly text: string;
  readonly question: string;
  /** What has to be typed. @default yes */
  readonly answer?: string;
}
