import { defineCommand } from '../Command.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { formatDuration } from '../core/durations.ts';
import { groupByReason } from '../core/groups.ts';
import { describeQueue, labelOf } from '../core/queues.ts';
import { holdEach } from '../holdEach.ts';
import { table } from '../terminal/table.ts';

/** Every queue, and what its letters died of. */
export const list = defineCommand<FilterOptions>({
  name: 'list',
  summary: 'show every queue: depth, age, source, and deaths by reason',
  description: 'Shows dead-letter queues, and counts what their letters died of.',
  examples: ['letters list', 'letters list --stage prod --profile admin', 'letters list placeOrder --json'],
  configure: (command) =>
    void addFilterOptions(command.argument('[queue...]', 'names, URLs or ARNs; all of them without')),
  async run(session, names, options) {
    const { clients, terminal, world } = session;
    const queues = await holdEach(session, names, options, async ({ letters, complete, expected }, queue) => {
      const { inFlight } = await describeQueue(clients, queue.url);
      const oldest = letters.map(({ cause }) => cause.sentOn).sort()[0];
      return {
        name: queue.name,
        label: labelOf(queue),
        url: queue.url,
        arn: queue.arn,
        sources: queue.sources.map(({ name }) => name),
        depth: expected,
        inFlight: Math.max(0, inFlight - letters.length),
        oldest,
        complete,
        reasons: groupByReason(letters),
      };
    });
    const text = table(terminal, queues, [
      { title: 'QUEUE', value: ({ label }) => label, shrinks: true },
      { title: 'DEPTH', value: ({ depth }) => String(depth), align: 'right' },
      { title: 'IN FLIGHT', value: ({ inFlight }) => String(inFlight), align: 'right' },
      {
        title: 'OLDEST',
        value: ({ oldest }) => (oldest ? formatDuration(world.now() - Date.parse(oldest)) : ''),
        align: 'right',
      },
      {
        title: 'REASONS',
        value: ({ reasons }) => reasons.map(({ errorCode, count }) => `${errorCode} ${count}`).join(', '),
        shrinks: true,
      },
    ]);
    return { data: { queues }, text: queues.length === 0 ? 'There are no dead-letter queues.' : text };
  },
});
