/**
 * Works on every item, at most `most` at a time; the outcomes come in the order of the items. If one throws,
 * what has begun is waited for, and the first error is thrown.
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
