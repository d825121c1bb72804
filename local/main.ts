import { exitWithError } from './cli/exitWithError.ts';
import { cloudOptions } from './cli/options/cloudOptions.ts';
import { type Command, readCommandLine, usageOf } from './cli/options/readCommandLine.ts';
import { type RunOptions, runCloud } from './cli/runCloud.ts';
import { OperatorError } from './platform/errors.ts';

const command: Command<Partial<RunOptions>> = {
  name: 'npm run local --',
  positional: ['ASSEMBLY', 'such as cdk.out'],
  purpose: 'Runs a CDK app on this machine from its cloud assembly: the folder that "cdk synth" wrote.',
  groups: cloudOptions,
};

try {
  const { help, positionals, options } = readCommandLine(command, process.argv.slice(2), process.env);
  const [assembly] = positionals;
  if (help) console.log(usageOf(command));
  else if (!assembly)
    throw new OperatorError('Name the folder of a cloud assembly, such as cdk.out; --help shows how.');
  else await runCloud({ ...options, assembly, title: `${assembly} runs on this machine` });
} catch (error) {
  exitWithError(error);
}
