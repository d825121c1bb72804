import { cloudOptions } from '../local/cli/options/cloudOptions.ts';
import { type OptionGroup, optionGroup } from '../local/cli/options/OptionGroup.ts';
import type { Command } from '../local/cli/options/readCommandLine.ts';
import type { RunOptions } from '../local/cli/runCloud.ts';

export interface StartOptions extends Partial<RunOptions> {
  /** Whether nothing is seeded. */
  readonly empty: boolean;
  /** Whether edits are taken while it runs. */
  readonly watch: boolean;
}

const seedOptions = optionGroup({
  options: { empty: { type: 'boolean' } },
  usage: [['--empty', 'start without the seeded complex, goods and users']],
  environmentUsage: [
    [
      'CDK_CONTEXT_JSON',
      'settings over those of cdk.json, such as {"holdHours":1}; docs/deploy.md lists them',
    ],
  ],
  read: ({ empty = false }) => ({ empty }),
});

const watchOptions = optionGroup({
  options: { 'no-watch': { type: 'boolean' } },
  usage: [['--no-watch', 'take no edits while it runs']],
  read: ({ 'no-watch': noWatch = false }) => ({ watch: !noWatch }),
});

/** What `npm start` understands beside what every cloud does. */
const ownOptions: readonly OptionGroup<Partial<StartOptions>>[] = [seedOptions, watchOptions];

export const startCommand: Command<Partial<StartOptions>> = {
  name: 'npm start --',
  purpose: 'Runs Frontdesk whole on this machine, from its own template.',
  groups: [...ownOptions, ...cloudOptions],
};
