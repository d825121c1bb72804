/**
 * Works on every item, at most `most` at a time, and returns the outcomes in the order of the items. If the
 * work on one throws, no other begins, and the first error is thrown once all that has begun has ended:
 * nothing goes on when the function's invocation is over.
 */
export const inParallel = async <Item, Outcome>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Outcome>,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  const waiting = [...items.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes[next[0]] = await work(next[1]);
  };
  const stopAll = (error: unknown) => {
    waiting.length = 0;
    throw error;
  };
  const lanes = await Promise.allSettled(Array.from({ length: most }, () => lane().catch(stopAll)));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return outcomes;
};
