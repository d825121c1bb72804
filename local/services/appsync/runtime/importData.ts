import type { Gauge } from './createGauge.ts';

/** The world outside of a realm, as far as its functions need it. */
export interface Outside {
  /** Calls a function of ours with copies of values of the realm. */
  call(target: OurFunction, values: readonly unknown[]): unknown;
  /** Whether a value is a set of DynamoDB, which a copy of it has to be too. */
  isTypedSet(value: object): boolean;
  markTypedSet(value: object): void;
  indexOf(text: string, part: string, from: number): number;
  /** Replaces what a Java regular expression matches. Counts its own steps. */
  replace(text: string, pattern: string, replacement: string, all: boolean): string;
  match(text: string, pattern: string): readonly unknown[] | null;
  random(): number;
}

/** It checks itself what it is given. */
export type OurFunction = (...values: unknown[]) => unknown;

export type Copy = (value: unknown, level: number) => unknown;

/**
 * Runs inside a realm, from its source text: copies data into it. Nothing outside may be reached from the realm,
 * because constructors there lead to the whole process and prototypes there are shared by all.
 */
export function createCopy(gauge: Gauge, mostLevels: number): Copy {
  const { Array: List, RangeError: Fault } = globalThis;
  const { isArray } = List;

  const copy: Copy = (value, level) => {
    if (typeof value === 'string') {
      if (value.length > 512) gauge.note(value.length);
      return value;
    }
    if (typeof value === 'function') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (level > mostLevels) throw new Fault(`Data is nested deeper than ${mostLevels} levels.`);
    if (isArray(value)) {
      const list: unknown[] = [];
      for (let at = 0; at < value.length; at++) list[at] = copy(value[at], level + 1);
      return list;
    }
    const own: Record<string, unknown> = {};
    // Data has string keys.
    const members = value as Record<string, unknown>;
    for (const key in members) own[key] = copy(members[key], level + 1);
    return own;
  };
  return copy;
}

/** Runs inside a realm: a frozen object whose functions call those of `members`, and return copies. */
export function importFunctions(members: object, gauge: Gauge, outside: Outside, copy: Copy): object {
  const { Object: Objects, Reflect: Mirror } = globalThis;
  /** Chosen: what the dearest of them take, such as a time in a zone of its own. */
  const callSteps = 100;

  const call = (target: OurFunction, values: readonly unknown[]): unknown => {
    gauge.charge(callSteps);
    const returned = outside.call(target, values);
    const own = copy(returned, 0);
    if (typeof returned !== 'object' || returned === null) return own;
    // The copy of an object is an object.
    if (outside.isTypedSet(returned)) outside.markTypedSet(own as object); // As above.
    return own;
  };
  const own: Record<string, unknown> = {};
  for (const key of Objects.keys(members)) {
    const member: unknown = Mirror.get(members, key);
    own[key] =
      typeof member === 'function'
        ? // The members of a module are functions of ours, and objects of such.
          (...values: unknown[]) => call(member as OurFunction, values) // As above.
        : importFunctions(member as object, gauge, outside, copy); // As above.
  }
  return Objects.freeze(own);
}

/**
 * Runs inside a realm: makes what a handler is given. What all handlers of a field share is copied once and kept
 * with the field's stash, so that one handler sees what another has written into it.
 */
export function createContextImporter(copy: Copy): (context: Readonly<Record<string, unknown>>) => object {
  const { Object: Objects, Symbol: Symbols } = globalThis;
  const { create, defineProperty, freeze } = Objects;
  const [copies, original] = [Symbols('copies'), Symbols('original')];
  type Copies = Record<string, unknown>;

  /** What is selected is worked out when it is read, and is not among the members that are listed. */
  const infoPrototype = {};
  for (const name of ['selectionSetList', 'selectionSetGraphQL']) {
    defineProperty(infoPrototype, name, {
      get(this: { [original]?: Copies }) {
        return copy(this[original]?.[name], 0);
      },
    });
  }
  freeze(infoPrototype);

  const copyOfInfo = (info: Copies) => {
    // An object with this prototype.
    const own = create(infoPrototype) as Copies & { [original]?: Copies };
    for (const key in info) own[key] = copy(info[key], 1);
    own[original] = info;
    return own;
  };
  const copyShared = (context: Copies): Copies => {
    const { prev: _prev, result: _result, error: _error, info, args, ...shared } = context;
    const own: Copies = {};
    for (const key in shared) own[key] = copy(shared[key], 0);
    own['args'] = args === shared['arguments'] ? own['arguments'] : copy(args, 0);
    // The context is the engine's own.
    if (info) own['info'] = copyOfInfo(info as Copies); // As above.
    return own;
  };
  return (context) => {
    // As above.
    const stash = (context['stash'] ?? {}) as { [copies]?: Copies };
    const own: Copies = { ...(stash[copies] ??= copyShared(context)) };
    if ('prev' in context) own['prev'] = copy(context['prev'], 0);
    if ('result' in context) own['result'] = copy(context['result'], 0);
    if ('error' in context) own['error'] = copy(context['error'], 0);
    return freeze(own);
  };
}
