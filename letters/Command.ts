import type { Command } from 'commander';
import type { Connection } from './connect.ts';
import type { Clients } from './core/clients.ts';
import type { ExitCode } from './core/OperatorError.ts';
import type { Terminal } from './terminal/Terminal.ts';
import type { World } from './World.ts';

/** What a command has to work with. */
export interface Session {
  readonly clients: Clients;
  readonly connection: Connection;
  readonly world: World;
  readonly terminal: Terminal;
  /** Of `--stage`. */
  readonly stage: string | undefined;
  /** Whether a script reads what is printed. */
  readonly json: boolean;
  /** Prints what a person should know besides the result; in JSON it stands in `notes`. */
  note(text: string): void;
  /** Prints one more result at once: for commands that go on. In JSON it is a line of its own. */
  emit(outcome: Pick<Outcome, 'data' | 'text'>): void;
}

/** What a command came to. */
export interface Outcome {
  /** For a script. */
  readonly data: object;
  /** For a person; printed as it is, so whatever comes from input is `printable` already. */
  readonly text: string;
  /** Whether programs read the text as well: it is never wrapped. @default false */
  readonly isForScripts?: boolean;
  /** @default done, or partly where Ctrl-C came before the end */
  readonly exitCode?: ExitCode;
}

/** One command. It stands in a file of its own in `commands/`, and `commands.ts` lists it. */
export interface CommandDefinition<Options extends object = object> {
  readonly name: string;
  /** One line, in the list of commands. */
  readonly summary: string;
  /** What `--help` says before the options. */
  readonly description: string;
  /** Lines below the options, such as `letters list --stage prod`. */
  readonly examples: readonly string[];
  /** Adds arguments and options. */
  configure?(command: Command): void;
  run(session: Session, args: readonly string[], options: Options): Promise<Outcome>;
}

/** What the table of commands holds: the frame gives each command the options that it configured. */
export type AnyCommand = CommandDefinition<any>;

export const defineCommand = <Options extends object>(definition: CommandDefinition<Options>): AnyCommand =>
  definition;
