import { OperatorError } from '../../platform/errors.ts';
import { optionGroup } from './OptionGroup.ts';

/** Where a cloud keeps its data. */
export const dataOptions = optionGroup({
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
