import { OperatorError } from '../../local/platform/errors.ts';
import { printable } from '../../local/platform/printable.ts';
import { onBrokenPipe } from '../onBrokenPipe.ts';
import { readOptions, USAGE } from './options.ts';
import { run } from './run.ts';

const MISUSED = 2;
/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const stop = new AbortController();

// It goes on to remove what it made even if nobody reads its output.
onBrokenPipe([process.stdout, process.stderr], () => stop.abort());

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') console.log(USAGE);
  else {
    // `once`, so that a second Ctrl-C ends the process at once.
    process.once('SIGINT', () => stop.abort());
    const code = await run(options, {
      print: (line) => console.log(printable(line)),
      now: () => performance.now(),
      stop: stop.signal,
    });
    process.exitCode = stop.signal.aborted ? INTERRUPTED : code;
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(`Cannot try the stage: ${printable(error.message)}`);
  process.exitCode = MISUSED;
}
