import type { Session } from './Command.ts';
import { createMatcher, isEverything } from './core/filters.ts';
import type { DeadLetterQueue } from './core/Letter.ts';
import { findQueues, labelOf } from './core/queues.ts';
import { type HeldLetters, holdLetters } from './core/readLetters.ts';
import { filterOf, type FilterOptions } from './filterOptions.ts';

/**
 * Finds the queues that are named, or all, and one after the other holds the letters that the options choose, does `use`
 * and releases them, whatever happens.
 */
export async function holdEach<Result>(
  session: Session,
  names: readonly string[],
  options: FilterOptions,
  use: (held: HeldLetters, queue: DeadLetterQueue) => Promise<Result>,
): Promise<Result[]> {
  const { clients, world, terminal, stage } = session;
  const filter = filterOf(options, world.now());
  const keep = isEverything(filter) ? undefined : createMatcher(filter);
  const queues = await findQueues(clients, { queues: names, stage });
  const results: Result[] = [];
  for (const queue of queues) {
    if (world.stop.aborted) break;
    const held = await holdLetters(clients, queue, {
      limit: options.limit,
      keep,
      stop: world.stop,
      now: () => world.now(),
      onProgress: ({ received, expected }) =>
        terminal.progress(`${labelOf(queue)}: ${received} of about ${Math.max(received, expected)} read`),
    });
    try {
      noteOthers(session, queue, held);
      results.push(await use(held, queue));
    } finally {
      await held.release();
    }
  }
  terminal.clearProgress();
  return results;
}

/** Two operators see each half of a queue: whoever comes second is told. */
function noteOthers({ note }: Session, queue: DeadLetterQueue, { heldByOthers }: HeldLetters): void {
  if (heldByOthers === 0) return;
  note(
    `${labelOf(queue)}: ${heldByOthers} letter(s) are in flight, so another reader or a redrive holds them just now. ` +
      'They are not shown.',
  );
}
