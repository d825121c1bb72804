import { defineCommand, type Session } from '../Command.ts';
import type { ChosenLetters } from '../core/chooseLetters.ts';
import { formatDuration } from '../core/durations.ts';
import { groupByReason } from '../core/groups.ts';
import type { DeadLetterQueue } from '../core/Letter.ts';
import { describeQueue, findQueues, labelOf, type QueueDescription } from '../core/queues.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { table } from '../terminal/table.ts';

interface ListOptions extends FilterOptions {
  /** False with `--no-reasons`. */
  readonly reasons: boolean;
  readonly all?: boolean;
}

/** Every queue, and what its letters died of. */
export const list = defineCommand<ListOptions>({
  name: 'list',
  summary: 'show every queue: depth, age, source, and deaths by reason',
  description: `Shows dead-letter queues, and counts what their letters died of.

DEPTH is what SQS counts; where it is more than --limit, reasons are counted of
so many letters and the rest is shown as "not read". OLDEST is the age of the
oldest letter that was read, since it was first sent: SQS deletes it when that
is the queue's retention. --no-reasons asks for counts alone, and receives
nothing.`,
  examples: [
    'letters list',
    'letters list --stage prod --profile admin',
    'letters list --no-reasons --json',
    'letters list placeOrder --newer-than 1h',
  ],
  configure: (command) =>
    void addFilterOptions(command.argument('[queue...]', 'names, URLs or ARNs; all of them without'))
      .option('--no-reasons', 'count letters without receiving any')
      .option('--all', 'list empty queues as well'),
  async run(session, names, options) {
    const queues = options.reasons
      ? await holdEach(session, names, options, async (held, queue) => listed(queue, held.before, held))
      : await countEach(session, names);
    const letters = queues.reduce((sum, { depth }) => sum + depth, 0);
    return {
      data: { letters, queues },
      text: queues.length === 0 ? 'There are no dead-letter queues.' : textOf(session, queues, options),
    };
  },
});

type Listed = ReturnType<typeof listed>;

const listed = (queue: DeadLetterQueue, description: QueueDescription, held?: ChosenLetters) => ({
  queue: queue.name,
  label: labelOf(queue),
  url: queue.url,
  arn: queue.arn,
  sources: queue.sources.map(({ name }) => name),
  depth: description.visible,
  inFlight: description.inFlight,
  retentionSeconds: description.retentionSeconds,
  ...(held && {
    read: held.received,
    complete: held.complete,
    oldest: held.letters.map(({ cause }) => cause.sentOn).sort()[0],
    reasons: groupByReason(held.letters),
  }),
});

async function countEach({ clients, stage }: Session, names: readonly string[]): Promise<Listed[]> {
  const queues = await findQueues(clients, { queues: names, stage });
  return Promise.all(queues.map(async (queue) => listed(queue, await describeQueue(clients, queue.url))));
}

/** Queues with letters are what somebody looks for; the empty ones are a line together. */
function textOf({ terminal, world }: Session, queues: readonly Listed[], { all }: ListOptions): string {
  const isEmpty = ({ depth, inFlight }: Listed) => depth === 0 && inFlight === 0;
  const shown = queues.filter((queue) => all || !isEmpty(queue));
  const empty = queues.length - shown.length;
  const age = (oldest: string | undefined) =>
    oldest === undefined ? undefined : world.now() - Date.parse(oldest);
  const rows = table(terminal, shown, [
    { title: 'QUEUE', value: ({ label }) => label, format: () => 'bold', shrinks: true },
    { title: 'DEPTH', value: ({ depth }) => String(depth), align: 'right', format: redIfAny },
    { title: 'IN FLIGHT', value: ({ inFlight }) => String(inFlight || ''), align: 'right' },
    {
      title: 'OLDEST',
      value: ({ oldest }) => (oldest ? formatDuration(age(oldest) ?? 0) : ''),
      align: 'right',
      format: ({ oldest, retentionSeconds }) =>
        isNearItsEnd(age(oldest), retentionSeconds) ? 'red' : undefined,
    },
    { title: 'REASONS', value: reasonsOf, shrinks: true },
    // A label that is a step names its source already.
    ...(shown.every(({ label, queue }) => label !== queue)
      ? []
      : [
          {
            title: 'SOURCE',
            value: ({ sources }: Listed) => sources.join(', '),
            format: () => 'dim' as const,
            shrinks: true,
          },
        ]),
  ]);
  const rest = terminal.paint(
    'dim',
    `${empty} ${shown.length > 0 ? 'more ' : ''}queue(s) are empty: see --all.`,
  );
  return [...(shown.length > 0 ? [rows] : []), ...(empty > 0 ? [rest] : [])].join('\n');
}

const redIfAny = ({ depth }: Listed) => (depth > 0 ? 'red' : 'dim');

/** The last tenth of its time: soon SQS deletes it. */
const isNearItsEnd = (ageMs: number | undefined, retentionSeconds: number) =>
  ageMs !== undefined && ageMs > retentionSeconds * 900;

function reasonsOf({ reasons = [], complete = true, depth, read = 0 }: Listed): string {
  const counted = reasons.map(({ errorCode, count }) => `${errorCode} ${count}`);
  const unread = depth - read;
  return [...counted, ...(!complete && unread > 0 ? [`${unread} not read`] : [])].join(', ');
}
