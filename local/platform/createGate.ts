/** Holds back what must not begin before everything it may need is in place. */
export interface Gate {
  /** Runs `task`: at once where the gate is open, otherwise when it opens. */
  pass(task: () => void): void;
  open(): void;
}

export function createGate(): Gate {
  const held: (() => void)[] = [];
  let isOpen = false;
  return {
    pass(task) {
      if (isOpen) task();
      else held.push(task);
    },
    open() {
      isOpen = true;
      for (let task = held.shift(); task; task = held.shift()) task();
    },
  };
}

/** Nothing is held back. */
export const openGate: Gate = { pass: (task) => task(), open: () => undefined };
