import { OperatorError } from '../../local/platform/errors.ts';
import { printable } from '../../local/platform/printable.ts';
import { readOptions, USAGE } from './options.ts';
import { run } from './run.ts';

const MISUSED = 2;

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(USAGE);
  else await run(options, { print: (line) => console.log(printable(line)), variables: process.env });
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(printable(error.message));
  process.exitCode = MISUSED;
}
