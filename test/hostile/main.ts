import { exitWithError } from '../../local/cli/exitWithError.ts';
import { readOptions, USAGE } from './options.ts';
import { record, toMarkdown } from './report.ts';
import { replay, run } from './run.ts';
import { faultsOfRun } from './verdict.ts';

/** How long the neighbour is alone before, and how long the target may rest afterwards. */
const PHASES = { quietMs: 15_000, restMs: 60_000 };

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(USAGE);
  else if (options.input !== undefined) await replay(options.seed, options.input, console.log);
  else {
    const outcome = await run({ ...options, ...PHASES }, console.log);
    console.log(`\n${toMarkdown(options, outcome)}`);
    if (options.record) record(options, outcome);
    if (faultsOfRun(outcome).length > 0) process.exitCode = 1;
  }
} catch (error) {
  exitWithError(error);
}
