import { exitWithError } from './cli/exitWithError.ts';
import { cloudOptions } from './cli/options/cloudOptions.ts';
import { optionGroup } from './cli/options/OptionGroup.ts';
import { type Command, readCommandLine, usageOf } from './cli/options/readCommandLine.ts';
import { type RunOptions, runCloud } from './cli/runCloud.ts';
import { versionOf, watchAssembly } from './cli/watchAssembly.ts';
import { OperatorError } from './platform/errors.ts';

interface LocalOptions extends RunOptions {
  /** Whether versions of the assembly are taken while it runs. */
  readonly watch: boolean;
}

/** Whether a cloud takes what is synthesized while it runs. */
const watchOptions = optionGroup({
  options: { watch: { type: 'boolean' } },
  usage: [['--watch', 'take each version that is synthesized into the folder while it runs']],
  read: ({ watch = false }) => ({ watch }),
});

const command: Command<Partial<LocalOptions>> = {
  name: 'npm run local --',
  positional: ['ASSEMBLY', 'such as cdk.out'],
  purpose: 'Runs a CDK app on this machine from its cloud assembly: the folder that "cdk synth" wrote.',
  groups: [...cloudOptions, watchOptions],
};

try {
  const { help, positionals, options } = readCommandLine(command, process.argv.slice(2), process.env);
  const [assembly] = positionals;
  if (help) console.log(usageOf(command));
  else if (!assembly)
    throw new OperatorError('Name the folder of a cloud assembly, such as cdk.out; --help shows how.');
  else {
    const { watch = false, ...given } = options;
    const version = versionOf(assembly);
    await runCloud({
      ...given,
      assembly,
      title: `${assembly} runs on this machine`,
      ...(watch && {
        whileRunning: async (cloud, print) => watchAssembly(assembly, cloud, print, { version }),
      }),
    });
  }
} catch (error) {
  exitWithError(error);
}
