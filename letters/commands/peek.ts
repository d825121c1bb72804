import { defineCommand } from '../Command.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { lettersTable } from '../lettersTable.ts';
import { letterJson } from '../letterJson.ts';

/** Shows letters and puts them back. */
export const peek = defineCommand<FilterOptions>({
  name: 'peek',
  summary: 'show letters, and leave them where they are',
  description: 'Shows the letters of queues, each with its reason. Deletes and moves nothing.',
  examples: [
    'letters peek placeOrder',
    'letters peek --reason NotFound --newer-than 2h',
    `letters peek --where '$.detail.eventData.orderId.S == "O1"'`,
  ],
  configure: (command) =>
    void addFilterOptions(command.argument('[queue...]', 'names, URLs or ARNs; all of them without'), 20),
  async run(session, queues, options) {
    const { letters, complete } = await holdEach(session, queues, options, async (held) => ({
      letters: held.letters,
      complete: held.complete,
    })).then((all) => ({
      letters: all.flatMap((one) => one.letters),
      complete: all.every((one) => one.complete),
    }));
    return {
      data: { complete, letters: letters.map(letterJson) },
      text: letters.length === 0 ? 'No letters.' : lettersTable(session, letters),
    };
  },
});
