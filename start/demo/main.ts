import { parseArgs } from 'node:util';
import { exitWithError } from '../../local/cli/exitWithError.ts';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { onBrokenPipe } from '../onBrokenPipe.ts';
import { titlePage } from './Screen.ts';

const USAGE = `Usage: npm run demo [-- --fast]

Starts Frontdesk whole on this machine, on free ports, and plays a day at its
desk and in its shop: people book and order at the same instant, staff confirm
and ship, time passes, a message goes bad. It ends with an accounting of every
request, of the money and of the stock. Exit code 0 if that adds up, 1 if it
does not. Nothing is kept.

  --fast       no pauses between scenes; the default for a file or a pipe
  --help       show this text

Environment
  NO_COLOR     set to print without colours
`;

export interface DemoOptions {
  readonly help: boolean;
  /** Without pauses. */
  readonly fast: boolean;
}

/** Reads arguments. Throws `OperatorError` for an argument that it cannot read. */
function readOptions(args: readonly string[], isTerminal: boolean): DemoOptions {
  try {
    const options = {
      help: { type: 'boolean', default: false },
      fast: { type: 'boolean', default: !isTerminal },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new OperatorError(`${errorMessage(error).split('. ')[0]}. See npm run demo -- --help.`);
  }
}

// A broken pipe ends the demo as Ctrl-C does: nobody watches any more.
onBrokenPipe([process.stdout, process.stderr], () => process.kill(process.pid, 'SIGINT'));

try {
  const { help, fast } = readOptions(process.argv.slice(2), process.stdout.isTTY);
  if (help) console.log(USAGE);
  else {
    console.log(titlePage());
    // Loads for seconds, while the visitor reads the title page.
    const { run } = await import('./run.ts');
    process.exit(await run(fast));
  }
} catch (error) {
  exitWithError(error);
}
