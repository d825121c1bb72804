export interface Listeners {
  /** The answer takes the listener away again. */
  add(listener: () => void): () => void;
  /** Calls one after the other, for as long as `worthwhile`. */
  call(): void;
  clear(): void;
}

export function createListeners(worthwhile: () => boolean): Listeners {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    call() {
      for (const listener of listeners) if (worthwhile()) listener();
    },
    clear: () => listeners.clear(),
  };
}
