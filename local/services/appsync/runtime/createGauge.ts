/**
 * What a handler may take, counted and not timed, so that the same code ends at the same place on every machine.
 * AppSync counts memory and CPU time into tokens and names no number for one handler; these are chosen.
 * https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync
 */
export const gaugeLimits = {
  /** A part of the code that runs, an element that is visited, or 64 characters that are written. */
  steps: 2_000_000,
  /** Characters of one text; also AppSync's largest answer, 5 MB. */
  text: 5_000_000,
  /** Levels of lists and objects in each other. */
  levels: 500,
};

/** Counts what a handler takes. Throws where it is too much. */
export interface Gauge {
  reset(): void;
  /** Begins a function or a turn of a loop with so many parts, of which some look through a whole text. */
  tick(parts: number, scans: number): void;
  charge(steps: number): void;
  /** Counts a text that has been made; returns any value as it is. */
  text<Value>(value: Value): Value;
  /** Notes the length of a text that is known but was not made here. */
  note(length: number): void;
  /** Counts the members of a list or an object that is about to be copied, and returns it. */
  spread<Value>(value: Value): Value;
  /** Returns the key that a member is written under: far behind its end, a list would be as long as that at once. */
  index<Key>(key: Key): Key;
  /** Counts the lists and objects that a pattern with a rest has just made; returns its value. */
  rest<Value>(value: Value, ...made: unknown[]): Value;
}

/**
 * Runs inside a realm, from its source text, so it can use nothing of this module. A long text makes each
 * comparison and conversion more expensive, because any of these may look through all of it.
 */
export function createGauge(limits: typeof gaugeLimits): Gauge {
  const { RangeError: Fault, Array: List, Number: Convert } = globalThis;
  let steps = 0;
  let scanCost = 0;

  const fail = (what: string): never => {
    throw new Fault(`The handler took more than ${what}.`);
  };
  const charge = (more: number) => {
    steps += more;
    // Also where `more` is no number.
    if (!(steps <= limits.steps)) fail(`${limits.steps} steps`);
  };
  const note = (length: number) => {
    if (length > limits.text) fail(`${limits.text} characters for one text`);
    if (length > scanCost * 256) scanCost = length / 256;
  };
  const countMembers = (value: unknown) => {
    if (typeof value === 'string' || List.isArray(value)) return charge(value.length);
    if (typeof value !== 'object' || value === null) return;
    let members = 0;
    for (const _ in value) members++;
    // The engine keeps a large object as a table, whose copy takes ten times as long.
    charge(5 + members * (members > 1000 ? 30 : 3));
  };
  return {
    charge,
    note,
    reset() {
      steps = 0;
      scanCost = 0;
    },
    tick(parts, scans) {
      steps += parts + scans * scanCost;
      if (steps > limits.steps) fail(`${limits.steps} steps`);
    },
    text(value) {
      if (typeof value !== 'string' || value.length < 64) return value;
      charge(value.length / 64);
      note(value.length);
      return value;
    },
    spread(value) {
      countMembers(value);
      return value;
    },
    index(key) {
      const at = typeof key === 'number' || (typeof key === 'string' && key.length > 6) ? Convert(key) : 0;
      if (key === 'length' || at > limits.steps) fail(`${limits.steps} elements of a list`);
      return key;
    },
    rest(value, ...made) {
      for (const each of made) countMembers(each);
      return value;
    },
  };
}
