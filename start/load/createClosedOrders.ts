/** Orders that are remembered: some 15 MB of them, whatever the length of the file. */
export const REMEMBERED = 100_000;

/** Orders whose rows have ended, the last of them, by their ids. */
export function createClosedOrders() {
  const lastLines = new Map<unknown, number>();
  return {
    add(orderId: unknown, lastLine: number) {
      if (orderId === undefined) return;
      lastLines.delete(orderId);
      lastLines.set(orderId, lastLine);
      if (lastLines.size > REMEMBERED) lastLines.delete(lastLines.keys().next().value);
    },
    /** Why no more rows of an order can be taken, in words that follow "line N"; undefined where they can. */
    faultOf(orderId: unknown): string | undefined {
      const lastLine = lastLines.get(orderId);
      if (lastLine === undefined) return undefined;
      return `stands apart from line ${lastLine}, which names the same order: its rows must follow one another`;
    },
  };
}
