import { OperatorError } from '../../platform/errors.ts';
import type { RunOptions } from '../runCloud.ts';
import { conflictsOptions } from './readConflicts.ts';
import { portOptions } from './portOptions.ts';
import { tlsOptions } from './tlsOptions.ts';
import { reachOptions } from './readReach.ts';
import { terminalOptions } from './terminalOptions.ts';
import { type OptionGroup, optionGroup } from './OptionGroup.ts';

/** Where a cloud keeps its data. */
const dataOptions = optionGroup({
  options: { data: { type: 'string' }, reset: { type: 'boolean' } },
  usage: [
    ['--data DIR', 'keep tables, queues and users in a folder between starts; seeded once'],
    ['--reset', 'forget what the folder of --data holds, and begin anew'],
  ],
  read: ({ data, reset = false }) => {
    if (data === undefined && reset)
      throw new OperatorError('--reset goes with --data DIR: without it every start begins anew.');
    return data === undefined ? {} : { dataDirectory: data, ...(reset && { resetData: true }) };
  },
});

/** Where the stacks' outputs are written. */
const outputsOptions = optionGroup({
  options: { outputs: { type: 'string' } },
  usage: [['--outputs FILE', `write the stacks' outputs there, as "cdk deploy --outputs-file" does`]],
  read: ({ outputs }) => (outputs === undefined ? {} : { outputsFile: outputs }),
});

/**
 * What `npm start` and `npm run local` both understand. Each group returns a part of what `runCloud` takes. These files
 * load nothing large, because nothing is printed before they have.
 */
export const cloudOptions: readonly OptionGroup<Partial<RunOptions>>[] = [
  dataOptions,
  outputsOptions,
  reachOptions,
  tlsOptions,
  conflictsOptions,
  portOptions,
  terminalOptions,
];
