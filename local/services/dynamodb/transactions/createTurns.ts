/** Counts turns of the event loop, for as long as somebody waits for one. */
export interface Turns {
  /** Resolves after so many turns. Those who wait for the same one go on in the order in which they came. */
  pass(turns: number): Promise<void>;
  /** How many have been counted. */
  counted(): number;
}

export function createTurns(): Turns {
  const waiting = new Map<number, (() => void)[]>();
  let turn = 0;

  const next = () => {
    const ready = waiting.get(++turn) ?? [];
    waiting.delete(turn);
    for (const resolve of ready) resolve();
    if (waiting.size > 0) setImmediate(next);
  };

  return {
    counted: () => turn,
    pass: (turns) =>
      new Promise((resolve) => {
        if (waiting.size === 0) setImmediate(next);
        const others = waiting.get(turn + turns);
        if (others) others.push(resolve);
        else waiting.set(turn + turns, [resolve]);
      }),
  };
}
