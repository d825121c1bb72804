import type { Clients } from './clients.ts';
import { createMatcher, type Filter, isEverything } from './filters.ts';
import { joinLogs } from './joinLogs.ts';
import type { DeadLetterQueue, Letter } from './Letter.ts';
import { type HeldLetters, holdLetters, type HoldOptions } from './readLetters.ts';

export interface ChooseOptions extends Omit<HoldOptions, 'keep' | 'now'> {
  readonly filter: Filter;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Which letters' deliveries are looked up in the logs: all, or those that say nothing themselves. @default killed */
  readonly logsOf?: 'all' | 'killed' | 'none' | undefined;
}

export interface ChosenLetters extends HeldLetters {
  /** What a person should know of how far the logs were read. */
  readonly notes: readonly string[];
}

/**
 * Holds the letters that a filter chooses, each with its whole cause. What killed a message stands in the logs, so a letter
 * that may meet the filter once they are read is kept until they are.
 */
export async function chooseLetters(
  clients: Pick<Clients, 'sqs' | 'logs' | 'lambda'>,
  queue: DeadLetterQueue,
  { filter, logsOf = 'killed', limit, ...options }: ChooseOptions,
): Promise<ChosenLetters> {
  const matches = createMatcher(filter);
  const mayMatch = createMatcher({
    ...filter,
    errorCodes: undefined,
    steps: undefined,
    entityType: undefined,
    entityId: undefined,
  });
  const keep = (letter: Letter) =>
    isUnexplained(letter) && logsOf !== 'none' ? mayMatch(letter) : matches(letter);
  const asksLogs = [filter.errorCodes, filter.steps, filter.entityType, filter.entityId].some(Boolean);
  const held = await holdLetters(clients, queue, {
    ...options,
    // Some of what is kept will not meet the filter.
    limit: asksLogs ? Math.max(limit, MAX_UNEXPLAINED) : limit,
    keep: isEverything(filter) ? undefined : keep,
  });
  try {
    const wanted = held.letters.filter(
      (letter) => logsOf === 'all' || (logsOf === 'killed' && isUnexplained(letter)),
    );
    const { letters: explained, notes } = await joinLogs(clients, wanted, {
      now: options.now(),
      stop: options.stop,
    });
    const byId = new Map(explained.map((letter) => [letter.id, letter]));
    const chosen = held.letters.map((letter) => byId.get(letter.id) ?? letter).filter(matches);
    return {
      ...held,
      complete: held.complete && chosen.length <= limit,
      letters: chosen.slice(0, limit),
      notes,
    };
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** Letters that are kept at most before the logs say what killed them; chosen. */
const MAX_UNEXPLAINED = 1000;

const isUnexplained = ({ cause }: Letter) => cause.deathClass === 'KILLED';
