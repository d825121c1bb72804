import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionRefusal } from '../../../model/catalog/decisions.ts';
import { foldProduct, foldStore, MAX_VERSION, SNAPSHOT_EVERY } from '../../../model/catalog/states.ts';
import { attempts, productHistory, storeHistory, type History } from './histories.ts';

type Fold<Event, State> = (state: State | undefined, events: Event[]) => State | undefined;

/** At every version: the fold of all events up to it, and of the latest snapshot and the rest, is the state. */
const holdToFold = <Event, State extends { version: number }>(
  { events, states }: History<Event, State>,
  fold: Fold<Event, State>,
) => {
  for (const [at, state] of states.entries()) {
    expect(state.version).toBe(at + 1);
    const snapshot = states[Math.floor((at + 1) / SNAPSHOT_EVERY) * SNAPSHOT_EVERY - 1];
    expect(fold(undefined, events.slice(0, at + 1))).toEqual(state);
    if (snapshot) expect(fold(snapshot, events.slice(snapshot.version, at + 1))).toEqual(state);
  }
};

describe('of 1,000 random histories, at every version, fold and state and snapshot with the rest are one', () => {
  test('of products', () => {
    const seen = { longest: 0, refused: 0, removed: 0 };
    fc.assert(
      fc.property(attempts, (tried) => {
        const history = productHistory(tried);
        holdToFold(history, foldProduct);
        seen.longest = Math.max(seen.longest, history.events.length);
        seen.refused += history.refused;
        if (!history.states.at(-1)!.offered) seen.removed++;
      }),
      { numRuns: 1000, seed: 1 },
    );
    // The histories are worth it: some pass two snapshots, some end, and commands are refused.
    expect(seen.longest).toBeGreaterThan(2 * SNAPSHOT_EVERY);
    expect(seen.refused).toBeGreaterThan(1000);
    expect(seen.removed).toBeGreaterThan(10);
  });

  test('of stores', () => {
    fc.assert(
      fc.property(attempts, (tried) => holdToFold(storeHistory(tried), foldStore)),
      { numRuns: 1000, seed: 2 },
    );
  });
});

describe('of a stream', () => {
  const tried = fc.sample(attempts, { numRuns: 200, seed: 3 }).find(({ length }) => length > 60)!;
  const { events } = productHistory(tried);

  test('with a gap nothing is said', () => {
    expect(foldProduct(undefined, events.toSpliced(1, 1))).toBeUndefined();
  });

  test('with an event twice nothing is said', () => {
    expect(foldProduct(undefined, events.toSpliced(1, 0, events[1]!))).toBeUndefined();
  });

  test('without its beginning nothing is said', () => {
    expect(foldProduct(undefined, events.slice(1))).toBeUndefined();
    expect(foldStore(undefined, storeHistory(tried).events.slice(1))).toBeUndefined();
  });
});

test('what has the last version that its keys sort is not changed any more', () => {
  expect(versionRefusal(MAX_VERSION - 1, { expectedVersion: MAX_VERSION - 1 })).toBeUndefined();
  expect(versionRefusal(MAX_VERSION, { expectedVersion: MAX_VERSION })).toMatchObject({
    refusal: { errorType: 'StateConflict' },
  });
});
