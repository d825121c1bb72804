import { optionGroup } from './OptionGroup.ts';

/** Where a cloud keeps its data. */
export const dataOptions = optionGroup({
  options: { data: { type: 'string' } },
  usage: [['--data DIR', 'keep tables, queues and users in a folder between starts; seeded once']],
  read: ({ data }) => (data === undefined ? {} : { dataDirectory: data }),
});
