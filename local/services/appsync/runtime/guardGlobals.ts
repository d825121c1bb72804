import type { Gauge } from './createGauge.ts';

/** Runs inside a realm, from its source text: `JSON`, whose texts are counted before they are written. */
export function guardJson({ charge, note, text }: Gauge, mostLevels: number): void {
  const { Array: List, JSON: Json, RangeError: Fault, String: Text, TypeError: Misuse } = globalThis;
  const { SyntaxError: Malformed } = globalThis;
  const { isArray } = List;
  const { parse, stringify } = Json;

  /** A value can be in another one many times over, so that a few lines make a text of gigabytes. */
  const measure = (value: unknown, level: number, indent: number): void => {
    if (typeof value === 'string') return charge(1 + value.length / 32);
    if (typeof value !== 'object' || value === null) return charge(1);
    if (level > mostLevels) throw new Fault(`Data is nested deeper than ${mostLevels} levels.`);
    charge(1 + (indent * level) / 32);
    if (isArray(value)) {
      for (let at = 0; at < value.length; at++) measure(value[at], level + 1, indent);
      return;
    }
    // Data has string keys.
    const members = value as Record<string, unknown>;
    if (typeof members['toJSON'] === 'function') throw new Misuse('toJSON is not supported.');
    for (const key in members) {
      charge(1 + (key.length + indent * level) / 32);
      measure(members[key], level + 1, indent);
    }
  };
  Json.stringify = (value: unknown, replacer?: unknown, indent?: unknown) => {
    if (typeof replacer === 'function') throw new Misuse('Functions can not be passed as an argument');
    measure(value, 0, 10);
    // Another replacer is a list of names, and an indent is a number or a text, or it is ignored.
    return text(stringify(value, replacer as [], indent as string));
  };
  Json.parse = (source: unknown, reviver?: unknown) => {
    const whole = Text(source);
    // A text that is no JSON costs an error, which takes as long as twenty steps.
    charge(20 + whole.length / 4);
    note(whole.length);
    try {
      // It is a function, or it is ignored.
      return parse(whole, reviver as () => unknown) as unknown;
    } catch (error) {
      // A fault of the code is not one of the text.
      if (error instanceof Malformed) return '';
      throw error;
    }
  };
}

/** Runs inside a realm: `Object` with the functions that AppSync has, and `Array`, which can be asked for any length. */
export function guardConstructors({ charge, spread }: Gauge): { Array: unknown; Object: unknown } {
  const { Array: List, Object: Objects, Reflect: Mirror, TypeError: Misuse } = globalThis;
  const { assign, entries, hasOwn, keys, values } = Objects;
  const native: Record<string, (of: object) => unknown> = { entries, keys, values };
  for (const name of Objects.getOwnPropertyNames(Objects)) Mirror.deleteProperty(Objects, name);
  for (const name in native) Mirror.set(Objects, name, (of: object) => native[name]?.(spread(of)));
  Mirror.set(Objects, 'hasOwn', hasOwn);
  Mirror.set(Objects, 'assign', (target: object, ...sources: object[]): unknown => {
    if (List.isArray(target)) throw new Misuse('The target is a list.');
    for (let at = 0; at < sources.length; at++) spread(sources[at]);
    return Mirror.apply(assign, undefined, [target, ...sources]);
  });
  const listOf = (...given: unknown[]): unknown => {
    charge(typeof given[0] === 'number' ? given[0] : given.length);
    return Mirror.apply(List, undefined, given);
  };
  Mirror.set(listOf, 'isArray', List.isArray);
  return { Array: listOf, Object: Objects };
}

/** Runs inside a realm: conversions to a number read all of a text. */
export function guardConversions({ charge }: Gauge): Record<string, unknown> {
  const {
    Number: Numbers,
    Object: Objects,
    Reflect: Mirror,
    isFinite,
    isNaN,
    parseFloat,
    parseInt,
  } = globalThis;
  const guard =
    (native: (...given: never[]) => unknown) =>
    (...given: unknown[]): unknown => {
      if (typeof given[0] === 'string') charge(given[0].length / 64);
      return Mirror.apply(native, undefined, given);
    };
  const toNumber = guard(Numbers);
  for (const name of Objects.getOwnPropertyNames(Numbers))
    if (name !== 'prototype' && name !== 'name' && name !== 'length')
      Mirror.set(toNumber, name, Mirror.get(Numbers, name));
  return {
    Number: toNumber,
    isFinite: guard(isFinite),
    isNaN: guard(isNaN),
    parseFloat: guard(parseFloat),
    parseInt: guard(parseInt),
  };
}

/**
 * Runs inside a realm: nothing that all handlers share can be changed by one of them. The names of a prototype's
 * members stay free for data, such as in a map that is filled by keys from a client.
 */
export function freezeRealm(freeze: (value: unknown) => void): void {
  const { Array: List, Boolean: Booleans, Function: Functions, JSON: Json, Math: Maths } = globalThis;
  const { Number: Numbers, Object: Objects, Reflect: Mirror, String: Text, Symbol: Symbols } = globalThis;
  const root = Objects.prototype;
  const kept = ['constructor', 'hasOwnProperty', 'toString', 'valueOf'];
  for (const name of Mirror.ownKeys(root)) {
    const value: unknown = Mirror.get(root, name);
    Mirror.deleteProperty(root, name);
    if (!kept.some((one) => one === name)) continue;
    Mirror.defineProperty(root, name, {
      get: () => value,
      set(this: object, own: unknown) {
        Mirror.defineProperty(this, name, {
          value: own,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
    });
  }
  Mirror.deleteProperty(Numbers.prototype, 'toLocaleString');
  for (const shared of [Json, Maths]) freeze(shared);
  for (const shared of [List, Booleans, Functions, Numbers, Objects, Text, Symbols]) {
    freeze(shared.prototype);
    freeze(shared);
  }
}
