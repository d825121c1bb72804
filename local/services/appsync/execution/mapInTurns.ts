import { type Budget, waitForTurn } from './createBudget.ts';

export type MaybePromise<Value> = Value | Promise<Value>;

/** Continues at once with a value that is there, so that data at hand is completed without waiting. */
export const andThen = <Value, Next>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
) => (value instanceof Promise ? value.then(next) : next(value));

/** Maps each item in its order. After many steps, others are served before the next item. */
export function mapInTurns<Item, Value>(
  budget: Budget,
  items: readonly Item[],
  valueOf: (item: Item, at: number) => MaybePromise<Value>,
  values: MaybePromise<Value>[] = [],
): MaybePromise<readonly Value[]> {
  for (let at = values.length; at < items.length; at++) {
    // `at` is less than the length of the list.
    values.push(valueOf(items[at] as Item, at));
    if (budget.isTurnDue) return waitForTurn(budget).then(() => mapInTurns(budget, items, valueOf, values));
  }
  return all(values);
}

/** Waits for all of them, if any has to be waited for. */
const all = <Value>(values: readonly MaybePromise<Value>[]): MaybePromise<readonly Value[]> =>
  areAtHand(values) ? values : Promise.all(values);

const areAtHand = <Value>(values: readonly MaybePromise<Value>[]): values is readonly Value[] =>
  !values.some((value) => value instanceof Promise);
