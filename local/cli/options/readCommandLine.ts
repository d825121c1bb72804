import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { errorMessage, OperatorError } from '../../platform/errors.ts';
import { refuseSwallowed } from './refuseSwallowed.ts';
import type { OptionGroup, UsageLine } from './OptionGroup.ts';

/** A program and what can be typed after it. */
export interface Command<Value> {
  /** As it is typed, up to its options, such as `npm start --`. */
  readonly name: string;
  /** What follows options, such as `ASSEMBLY`. @default nothing */
  readonly positional?: UsageLine;
  readonly purpose: string;
  readonly groups: readonly OptionGroup<Value>[];
}

export interface CommandLine<Value> {
  readonly help: boolean;
  readonly positionals: readonly string[];
  /** What all groups read, in one object. */
  readonly options: Value;
}

/** Reads arguments and environment. Throws `OperatorError` for what no group knows or can read. */
export function readCommandLine<Value extends object>(
  command: Command<Value>,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): CommandLine<Value> {
  refuseSwallowed(command.name, optionsOf(command), environment);
  const { values, positionals } = parse(command, args);
  const help = values['help'] === true;
  // Who asks for help is not refused for anything else.
  const read = help ? [] : command.groups.map((group) => group.read(values, environment));
  return { help, positionals, options: merge(read) };
}

/** Each group returned a part. */
function merge<Value extends object>(parts: readonly Value[]): Value {
  const merged = {};
  for (const part of parts) Object.assign(merged, part);
  // A command's groups return optional parts of it alone.
  return merged as Value;
}

function optionsOf<Value>({ groups }: Command<Value>): ParseArgsOptionsConfig {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean' } };
  for (const group of groups) Object.assign(options, group.options);
  return options;
}

function parse<Value>(command: Command<Value>, args: readonly string[]) {
  const { name, positional } = command;
  const options = optionsOf(command);
  try {
    return parseArgs({ args: [...args], allowPositionals: positional !== undefined, options });
  } catch (error) {
    throw new OperatorError(`${errorMessage(error).split('. ')[0]}. See ${name} --help.`);
  }
}

/** Returns what `--help` prints, at most 80 columns wide. */
export function usageOf<Value>({ name, positional, purpose, groups }: Command<Value>): string {
  const environment = groups.flatMap(({ environmentUsage = [] }) => environmentUsage);
  return [
    `Usage: ${name} ${positional ? `${positional[0]} ` : ''}[options]`,
    '',
    ...wrap(purpose, COLUMNS),
    '',
    ...(positional ? usageLine(positional) : []),
    ...groups.flatMap(({ usage }) => usage).flatMap(usageLine),
    ...usageLine(['--help', 'show this text']),
    '',
    'Environment',
    ...environment.flatMap(usageLine),
    ...usageLine(['NO_COLOR', 'set to print without colours']),
    '',
  ].join('\n');
}

const COLUMNS = 80;
const REASON_COLUMN = 26;

/** Returns what is typed and why beside each other; the reason starts on the next line where the first is too long. */
function usageLine([typed, reason]: UsageLine): string[] {
  const [first = '', ...more] = wrap(reason, COLUMNS - REASON_COLUMN);
  const indented = more.map((line) => `${' '.repeat(REASON_COLUMN)}${line}`);
  const head = `  ${typed}`;
  if (head.length < REASON_COLUMN) return [`${head.padEnd(REASON_COLUMN)}${first}`, ...indented];
  return [head, `${' '.repeat(REASON_COLUMN)}${first}`, ...indented];
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
