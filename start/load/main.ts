import { OperatorError } from '../../local/platform/errors.ts';
import { onBrokenPipe } from '../onBrokenPipe.ts';
import { pause } from '../retry.ts';
import { readOptions, USAGE } from './options.ts';
import { printable } from '../../local/platform/printable.ts';
import { run } from './run.ts';

const MISUSED = 2;
/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const stop = new AbortController();
let interrupted = false;

// The load moves money and stock, so it goes on to its end even if nobody reads its output.
onBrokenPipe([process.stdout, process.stderr], () => undefined);

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') console.log(USAGE);
  else {
    // `once`, so that a second Ctrl-C ends the process at once.
    process.once('SIGINT', () => {
      interrupted = true;
      stop.abort('by Ctrl-C');
    });
    const code = await run(options, {
      stdin: process.stdin,
      print: console.log,
      write: (text) => process.stderr.write(text),
      isTerminal: process.stderr.isTTY,
      now: () => performance.now(),
      pause,
      stop,
    });
    process.exitCode = interrupted ? INTERRUPTED : code;
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(`Cannot load: ${printable(error.message)}`);
  process.exitCode = interrupted ? INTERRUPTED : MISUSED;
}
