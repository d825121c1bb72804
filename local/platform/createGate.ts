/** Delays tasks until everything that they may need is created. */
export interface Gate {
  /** Runs `task` at once if the gate is open, or else when it opens. */
  whenOpen(task: () => void): void;
  open(): void;
}

export function createGate(): Gate {
  const waiting: (() => void)[] = [];
  let isOpen = false;
  return {
    whenOpen(task) {
      if (isOpen) task();
      else waiting.push(task);
    },
    open() {
      isOpen = true;
      for (let task = waiting.shift(); task; task = waiting.shift()) task();
    },
  };
}

/** A gate that is always open. */
export const openGate: Gate = { whenOpen: (task) => task(), open: () => undefined };
