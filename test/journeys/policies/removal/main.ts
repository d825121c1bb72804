import { exitWithError } from '../../../../local/cli/exitWithError.ts';
import { readOptions, USAGE } from './options.ts';
import { run } from './run.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(USAGE);
  else if ((await run(options, console.log)).length > 0) process.exitCode = 1;
} catch (error) {
  exitWithError(error);
}
