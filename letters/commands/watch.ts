import { defineCommand, type Session } from '../Command.ts';
import { chooseLetters } from '../core/chooseLetters.ts';
import { isoOf } from '../core/Clock.ts';
import { parseDuration } from '../core/durations.ts';
import { groupByReason } from '../core/groups.ts';
import type { DeadLetterQueue } from '../core/Letter.ts';
import { mapLimited } from '../core/mapLimited.ts';
import { exitCodes, misuse } from '../core/OperatorError.ts';
import { describeQueue, findQueues, labelOf } from '../core/queues.ts';
import { printable } from '../terminal/printable.ts';

interface WatchOptions {
  readonly every: string;
  /** False with `--no-reasons`. */
  readonly reasons: boolean;
}

/** Chosen: SQS bills each look. */
const SHORTEST_MS = 1000;
/** Letters whose reasons are read when a queue grows; chosen. */
const READ_AT_MOST = 100;
/** Queues that are asked at once; chosen. */
const AT_ONCE = 8;

/** Says when queues grow and shrink, as long as it runs. */
export const watch = defineCommand<WatchOptions>({
  name: 'watch',
  summary: 'say when letters come and go, until Ctrl-C',
  description: `Prints a line whenever a queue has more or fewer letters than before: at first
those that have any. Asks for counts alone, which touches no letter; the reasons
are read when a queue has grown, of ${READ_AT_MOST} letters at most. With --json each line is a
document of its own.`,
  examples: ['letters watch', 'letters watch placeOrder --every 2s', 'letters watch --no-reasons --json'],
  configure: (command) =>
    void command
      .argument('[queue...]', 'names, URLs or ARNs; all of them without')
      .option('--every <time>', 'how often it asks', '5s')
      .option('--no-reasons', 'count letters without receiving any'),
  async run(session, names, options) {
    const { clients, stage, world } = session;
    const everyMs = parseDuration(options.every);
    if (everyMs < SHORTEST_MS) throw misuse('--every is too often: give 1s at least.');
    const queues = await findQueues(clients, { queues: names, stage });
    session.note(`Watching ${queues.length} queue(s). Ctrl-C ends it.`);
    const depths = new Map<string, number>();
    let changes = 0;
    while (!world.stop.aborted) {
      const now = await mapLimited(queues, AT_ONCE, async (queue) => ({
        queue,
        depth: (await describeQueue(clients, queue.url)).visible,
      }));
      for (const { queue, depth } of now) {
        const before = depths.get(queue.arn) ?? 0;
        depths.set(queue.arn, depth);
        if (depth === before) continue;
        changes++;
        await emitChange(session, queue, { before, depth, reads: options.reasons && depth > before });
      }
      await world.pause(everyMs, world.stop);
    }
    // Nothing but Ctrl-C ends it.
    return { data: { changes }, text: '', exitCode: exitCodes.done };
  },
});

interface Change {
  readonly before: number;
  readonly depth: number;
  readonly reads: boolean;
}

async function emitChange(
  session: Session,
  queue: DeadLetterQueue,
  { before, depth, reads }: Change,
): Promise<void> {
  const { emit, terminal, world } = session;
  const reasons = reads ? await readReasons(session, queue) : [];
  const on = isoOf(world.now());
  const change = depth > before ? `+${depth - before}` : String(depth - before);
  const words = reasons.map(({ errorCode, count }) => printable(`${errorCode} ${count}`)).join(', ');
  emit({
    data: { on, queue: queue.name, label: labelOf(queue), before, depth, reasons },
    text: [
      terminal.paint('dim', on.slice(11, 19)),
      terminal.paint(depth > before ? 'red' : 'green', change.padStart(5)),
      terminal.paint('bold', printable(labelOf(queue))),
      `${depth} letter(s)${words && `: ${words}`}`,
    ].join('  '),
  });
}

async function readReasons({ clients, world }: Session, queue: DeadLetterQueue) {
  const held = await chooseLetters(clients, queue, {
    filter: {},
    limit: READ_AT_MOST,
    stop: world.stop,
    now: () => world.now(),
  });
  await held.release();
  return groupByReason(held.letters);
}
