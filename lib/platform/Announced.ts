export interface Wanted {
  readonly eventNames: readonly string[];
  /** Whether events are wanted that were taken in, or those that were not. */
  readonly applied: boolean;
}

/** Which events some rule wants: each rule adds its own, and the pipe lets no other through. */
export interface Announced {
  add(wanted: Wanted): void;
  /** Names by whether they were applied, each once and in order. */
  names(applied: boolean): string[];
}

export const createAnnounced = (): Announced => {
  const names = { true: new Set<string>(), false: new Set<string>() };
  return {
    add({ eventNames, applied }) {
      for (const name of eventNames) names[`${applied}`].add(name);
    },
    names: (applied) => [...names[`${applied}`]].sort(),
  };
};
