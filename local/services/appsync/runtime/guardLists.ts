import type { Gauge } from './createGauge.ts';

type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Runs inside a realm, from its source text: counts what the methods of lists do, and removes those that AppSync
 * does not have. https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export function guardLists({ charge }: Gauge): void {
  const { Array: List, Reflect: Mirror, TypeError: Fault } = globalThis;
  const { prototype, isArray } = List;
  for (const name of ['copyWithin', 'entries', 'keys', 'values', 'toLocaleString'])
    Mirror.deleteProperty(prototype, name);
  for (const name of ['from', 'fromAsync', 'of']) Mirror.deleteProperty(List, name);

  for (const name of globalThis.Object.getOwnPropertyNames(prototype)) {
    const native: unknown = Mirror.get(prototype, name);
    if (typeof native !== 'function' || name === 'constructor' || name === 'toString') continue;
    const isCheap = name === 'push' || name === 'pop' || name === 'at';
    const guarded: Method = function (...given) {
      if (!isArray(this)) throw new Fault('This is not an array.');
      // It may visit each element, and compare it with a text.
      const [wanted] = given;
      const scan = typeof wanted === 'string' ? 1 + wanted.length / 512 : 1;
      charge(isCheap ? given.length + 1 : this.length * scan + given.length + 1);
      return Mirror.apply(native, this, given);
    };
    Mirror.set(prototype, name, guarded);
  }
}

/** Runs inside a realm, after `guardLists`: the methods whose work is more than one visit to each element. */
export function replaceListMethods({ charge, text, note, tick }: Gauge): void {
  const { Array: List, Reflect: Mirror, String: Text, Number: Numbers } = globalThis;
  const { isArray, prototype } = List;
  const { concat, join, map, sort } = prototype;

  const flatten = (list: unknown[], depth: number, into: unknown[]): unknown[] => {
    charge(list.length + 1);
    for (let at = 0; at < list.length; at++) {
      const member = list[at];
      if (isArray(member) && depth >= 1) flatten(member, depth - 1, into);
      else if (at in list) into[into.length] = member;
    }
    return into;
  };
  const methods: Record<string, (this: unknown[], ...given: unknown[]) => unknown> = {
    concat(...given) {
      for (const each of given) charge(isArray(each) ? each.length : 1);
      const joined: unknown = Mirror.apply(concat, this, given);
      return joined;
    },
    flat: function (depth = 1) {
      return flatten(this, Numbers(depth), []);
    },
    flatMap(...given) {
      return flatten(Mirror.apply(map, this, given) as unknown[], 1, []); // As `map` returns it.
    },
    join(separator = ',') {
      const between = Text(separator);
      const texts: string[] = [];
      let length = 0;
      charge(this.length);
      for (let at = 0; at < this.length; at++) {
        const one = this[at] === undefined || this[at] === null ? '' : Text(this[at]);
        texts[at] = one;
        length += one.length + between.length;
        note(length);
      }
      return text(Mirror.apply(join, texts, [between]));
    },
    sort(...given) {
      charge(this.length * 16);
      tick(0, this.length * 16);
      const sorted: unknown = Mirror.apply(sort, this, given);
      return sorted;
    },
  };
  for (const name in methods) Mirror.set(prototype, name, methods[name]);
}
