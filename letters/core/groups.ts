import type { DeathClass } from '../../model/deadLetters/attributes.ts';
import type { Letter } from './Letter.ts';

/** Letters that died of one thing. */
export interface Group {
  readonly deathClass: DeathClass;
  readonly errorCode: string;
  readonly failingStep: string | undefined;
  readonly count: number;
  /** The reason of one of them. */
  readonly reason: string;
  /** ISO 8601, of the first and the last death. */
  readonly first: string;
  readonly last: string;
  /** Ids of some of them. */
  readonly ids: readonly string[];
}

/** Ids that a group names at most. */
const SAMPLES = 5;

/** Counts letters by class, code and step, the most frequent first. */
export function groupByReason(letters: Iterable<Pick<Letter, 'id' | 'cause'>>): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, cause } of letters) {
    const { deathClass, errorCode, failingStep, reason } = cause;
    const on = cause.diedOn ?? cause.sentOn;
    const key = JSON.stringify([deathClass, errorCode, failingStep]);
    const group = groups.get(key) ?? {
      deathClass,
      errorCode,
      failingStep,
      count: 0,
      reason,
      first: on,
      last: on,
      ids: [],
    };
    groups.set(key, {
      ...group,
      count: group.count + 1,
      first: on < group.first ? on : group.first,
      last: on > group.last ? on : group.last,
      ids: group.ids.length < SAMPLES ? [...group.ids, id] : group.ids,
    });
  }
  return [...groups.values()].sort((one, other) => other.count - one.count);
}
