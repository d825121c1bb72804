import type { Session } from './Command.ts';
import { type ChooseOptions, chooseLetters, type ChosenLetters } from './core/chooseLetters.ts';
import type { DeadLetterQueue } from './core/Letter.ts';
import { mapLimited } from './core/mapLimited.ts';
import { describeQueue, findQueues, labelOf } from './core/queues.ts';
import { filterOf, type FilterOptions } from './filterOptions.ts';

/** Queues that are read at once; chosen. */
const AT_ONCE = 4;

/**
 * Finds the queues that are named, or all, and holds the letters that the options choose, does `use`
 * and releases them, whatever happens.
 */
export async function holdEach<Result>(
  session: Session,
  names: readonly string[],
  options: FilterOptions,
  use: (held: ChosenLetters, queue: DeadLetterQueue) => Promise<Result>,
): Promise<Result[]> {
  const { clients, world, stage } = session;
  const filter = filterOf(options, world.now());
  const queues = await findQueues(clients, { queues: names, stage });
  const results = await mapLimited(queues, AT_ONCE, async (queue) =>
    world.stop.aborted
      ? undefined
      : {
          result: await holding(session, queue, { filter, limit: options.limit }, (held) => use(held, queue)),
        },
  );
  if (world.stop.aborted) session.note('Stopped before all queues were read. What was held is released.');
  return results.flatMap((one) => (one ? [one.result] : []));
}

/** Holds letters of one queue, does `use` and releases them, whatever happens. Says what a person should know. */
export async function holding<Result>(
  session: Session,
  queue: DeadLetterQueue,
  options: Pick<ChooseOptions, 'filter' | 'limit' | 'logsOf' | 'scanLimit'>,
  use: (held: ChosenLetters) => Promise<Result>,
): Promise<Result> {
  const { clients, world, terminal, note } = session;
  await noteOwnDeadLetters(session, queue);
  const held = await chooseLetters(clients, queue, {
    ...options,
    stop: world.stop,
    now: () => world.now(),
    onProgress: ({ received, expected }) =>
      terminal.progress(`${labelOf(queue)}: ${received} of about ${Math.max(received, expected)} read`),
  });
  try {
    terminal.clearProgress();
    held.notes.forEach(note);
    const { inFlight } = held.before;
    if (inFlight > 0)
      note(
        `${labelOf(queue)}: ${inFlight} in flight. Another reader or a redrive holds them, so they are not shown.`,
      );
    return await use(held);
  } finally {
    await held.release();
  }
}

/** Each look counts as a delivery. Where that has an end, a person should know before it comes. */
async function noteOwnDeadLetters({ clients, note }: Session, queue: DeadLetterQueue): Promise<void> {
  const { redrivePolicy } = await describeQueue(clients, queue.url);
  if (redrivePolicy)
    note(
      `${labelOf(queue)} has dead letters of its own: after ${redrivePolicy.maxReceiveCount} looks SQS moves a letter there.`,
    );
}
