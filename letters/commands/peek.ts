import { defineCommand } from '../Command.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { lettersTable } from '../lettersTable.ts';
import { letterJson } from '../letterJson.ts';

/** Shows letters and puts them back. */
export const peek = defineCommand<FilterOptions>({
  name: 'peek',
  summary: 'show letters, and leave them where they are',
  description: `Shows the letters of queues, each with its reason. Deletes and moves nothing.

SQS shows a message only to who receives it. So each letter's receive count goes
up by one, and nobody else can receive it until all are shown, or for half a
minute if this process is killed.`,
  examples: [
    'letters peek placeOrder',
    'letters peek --reason NotFound --newer-than 2h',
    `letters peek --where '$.detail.eventData.orderId.S == "O1"'`,
  ],
  configure: (command) =>
    void addFilterOptions(command.argument('[queue...]', 'names, URLs or ARNs; all of them without'), 20),
  async run(session, queues, options) {
    const read = await holdEach(session, queues, options, async ({ letters, complete, before }) => ({
      letters,
      complete,
      depth: before.visible,
    }));
    const letters = read.flatMap((one) => one.letters);
    const complete = read.every((one) => one.complete);
    const depth = read.reduce((sum, one) => sum + one.depth, 0);
    if (!complete) session.note(`${letters.length} shown of about ${depth} letters: see --limit.`);
    return {
      data: { complete, letters: letters.map(letterJson) },
      text: letters.length === 0 ? 'No letters.' : lettersTable(session, letters),
    };
  },
});
