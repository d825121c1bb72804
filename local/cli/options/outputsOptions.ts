import { optionGroup } from './OptionGroup.ts';

/** Where the stacks' outputs are written. */
export const outputsOptions = optionGroup({
  options: { outputs: { type: 'string' } },
  usage: [['--outputs FILE', `write the stacks' outputs there, as "cdk deploy --outputs-file" does`]],
  read: ({ outputs }) => (outputs === undefined ? {} : { outputsFile: outputs }),
});
