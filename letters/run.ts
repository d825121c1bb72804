import { Command, CommanderError, Option } from 'commander';
import type { AnyCommand, Outcome, Session } from './Command.ts';
import { commands } from './commands.ts';
import { connect } from './connect.ts';
import { type ExitCode, exitCodes } from './core/OperatorError.ts';
import { describeFailure } from './describeFailure.ts';
import { createTerminal, type Terminal } from './terminal/Terminal.ts';
import { wrappedPainted } from './terminal/paragraphs.ts';
import { printable } from './terminal/printable.ts';
import type { Output, World } from './World.ts';

interface GlobalOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly stage?: string;
  readonly json?: boolean;
}

/** Runs the tool with these arguments, and returns its exit code. It ends no process and reads no environment but the world's. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  const terminal = createTerminal(world);
  const printer = createPrinter(world, terminal);
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram(world);
  for (const definition of commands)
    addCommand(program, definition, async (options, commandArgs) => {
      exitCode = await runCommand(definition, { world, terminal, printer, options, args: commandArgs });
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has printed what is wrong, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
    const failure = describeFailure(error);
    printer.remark(`${terminal.paint('red', 'Failed:')} ${printable(failure.message)}`);
    return failure.exitCode;
  }
}

interface Call {
  readonly world: World;
  readonly terminal: Terminal;
  readonly printer: Printer;
  readonly options: GlobalOptions;
  readonly args: readonly string[];
}

async function runCommand(
  { name, run: runOne }: AnyCommand,
  { world, terminal, printer, options, args }: Call,
): Promise<ExitCode> {
  const { profile, region, endpointUrl, stage, json = false } = options;
  const about: { command: string; endpoint?: string; region?: string } = { command: name };
  const notes: string[] = [];
  let hasEmitted = false;
  try {
    const connection = await connect({ profile, region, endpointUrl }, world);
    Object.assign(about, { endpoint: connection.endpoint, region: connection.region });
    if (!json) printer.remark(terminal.paint('dim', connection.words));
    const session: Session = {
      clients: connection.clients,
      connection,
      world,
      terminal,
      stage,
      json,
      note: (text) =>
        json ? void notes.push(text) : printer.remark(terminal.paint('yellow', printable(text))),
      emit({ data, text }) {
        hasEmitted = true;
        printer.print(json ? JSON.stringify({ ...about, ...data }) : text, json);
      },
    };
    const outcome: Outcome = await runOne(session, args, options);
    const document = { ...about, ...outcome.data, ...(notes.length > 0 && { notes }) };
    // Behind results of a line each comes one more line.
    const text = json ? JSON.stringify(document, null, hasEmitted ? 0 : 2) : outcome.text;
    printer.print(text, json || outcome.isForScripts);
    return outcome.exitCode ?? (world.stop.aborted ? exitCodes.partly : exitCodes.done);
  } catch (error) {
    const { message, code, exitCode } = describeFailure(error, about.endpoint);
    if (json) printer.print(JSON.stringify({ ...about, error: { code, message } }, null, 2), true);
    else printer.remark(`${terminal.paint('red', 'Failed:')} ${printable(message)}`);
    return exitCode;
  }
}

type Printer = ReturnType<typeof createPrinter>;

/** Results go where a script reads them, remarks to the person. */
const createPrinter = ({ stdout, stderr }: World, { clearProgress }: Terminal) => ({
  /** What a script reads is never wrapped. */
  print(text: string, isForScripts = false) {
    clearProgress();
    if (text !== '') stdout.write(`${isForScripts ? text : wrappedFor(stdout, text)}\n`);
  },
  remark(text: string) {
    clearProgress();
    stderr.write(`${wrappedFor(stderr, text)}\n`);
  },
});

/** Only a terminal has columns. */
const wrappedFor = ({ columns }: Output, text: string) =>
  columns === undefined ? text : wrappedPainted(text, columns);

const DESCRIPTION = `Reads dead letters and brings them back: on AWS, and beside npm start.

Without an option or an AWS variable that says which AWS is meant, a local cloud
that runs on this machine is; otherwise AWS as the AWS CLI would find it.`;

const AFTER = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 stopped or partly done.
SQS shows a message only to who receives it: each look raises its receive count
and hides it from others for at most half a minute. docs/letters.md says more.`;

function createProgram({ stdout, stderr }: World): Command {
  const width = () => Math.min(stdout.columns ?? 80, 100);
  return new Command('letters')
    .description(DESCRIPTION)
    .addHelpText('after', AFTER)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => write(wrappedFor(stderr, `Failed: ${text.replace(/^error: /, '')}`)),
      getOutHelpWidth: width,
      getErrHelpWidth: width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('See --help.')
    .option('--profile <name>', "profile of AWS's configuration files")
    .option('--region <name>', 'region of AWS')
    .option('--endpoint-url <url>', 'where AWS is, if not at AWS: a local cloud')
    .option('--stage <name>', 'only the queues of this stage, by their tag frontdesk:stage')
    .addOption(new Option('--json', 'print one JSON document; docs/letters.md has its shape'));
}

function addCommand(
  program: Command,
  { name, summary, description, examples, configure }: AnyCommand,
  act: (options: GlobalOptions, args: readonly string[]) => Promise<void>,
): void {
  const command = program.command(name).summary(summary).description(unwrapped(description));
  configure?.(command);
  if (examples.length > 0)
    command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`);
  command.action(() => act(command.optsWithGlobals(), command.args));
}

/** Lines of a paragraph are joined: the help wraps them to the width of the terminal. */
const unwrapped = (text: string) => text.replace(/(\S)\n(?=\S)/g, '$1 ');
