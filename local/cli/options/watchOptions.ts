import { optionGroup } from './OptionGroup.ts';

/** Whether a cloud takes what is synthesized while it runs. */
export const watchOptions = optionGroup({
  options: { watch: { type: 'boolean' } },
  usage: [['--watch', 'take each version that is synthesized into the folder while it runs']],
  read: ({ watch = false }) => ({ watch }),
});
