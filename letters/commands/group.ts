import { defineCommand } from '../Command.ts';
import { formatDuration } from '../core/durations.ts';
import { groupByReason } from '../core/groups.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { classFormats } from '../lettersTable.ts';
import { fitted, printable } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';

/** Letters of all queues, counted by what they died of. */
export const group = defineCommand<FilterOptions>({
  name: 'group',
  summary: 'count letters by class, code and step',
  description:
    'Counts letters of several queues together, by the class of their death, its code and the step that failed.',
  examples: ['letters group', 'letters group --newer-than 1h', 'letters group placeOrder syncOrder --json'],
  configure: (command) =>
    void addFilterOptions(command.argument('[queue...]', 'names, URLs or ARNs; all of them without'), 10_000),
  async run(session, names, options) {
    const { terminal, world } = session;
    const read = await holdEach(session, names, options, async ({ letters, complete, received }) => ({
      // Bodies are of no use here, and may be large.
      letters: letters.map(({ id, cause }) => ({ id, cause })),
      complete,
      received,
    }));
    const groups = groupByReason(read.flatMap(({ letters }) => letters));
    const complete = read.every((one) => one.complete);
    const letters = groups.reduce((sum, { count }) => sum + count, 0);
    if (!complete) session.note('Not all letters were read: see --limit.');
    const text = table(terminal, groups, [
      { title: 'LETTERS', value: ({ count }) => String(count), align: 'right', format: () => 'bold' },
      {
        title: 'CLASS',
        value: ({ deathClass }) => deathClass,
        format: (one) => classFormats[one.deathClass],
      },
      { title: 'CODE', value: ({ errorCode }) => errorCode, format: (one) => classFormats[one.deathClass] },
      { title: 'STEP', value: ({ failingStep }) => failingStep ?? '', shrinks: true },
      {
        title: 'LAST',
        value: ({ last }) => formatDuration(world.now() - Date.parse(last)),
        align: 'right',
      },
    ]);
    // An example stands below its group, where it has a whole line.
    const [titles = '', ...lines] = text.split('\n');
    const examples = groups.map(({ reason }) =>
      terminal.paint('dim', fitted(`         ${printable(reason)}`, terminal.width)),
    );
    const withExamples = [titles, ...lines.flatMap((line, index) => [line, examples[index] ?? ''])].join(
      '\n',
    );
    return { data: { letters, complete, groups }, text: groups.length === 0 ? 'No letters.' : withExamples };
  },
});
