import type { Gauge } from './createGauge.ts';
import type { Outside } from './importData.ts';

type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Runs inside a realm, from its source text: counts what the methods of texts do, and removes those that AppSync
 * does not have. https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export function guardTexts({ charge, text }: Gauge): void {
  const { String: Text, Reflect: Mirror } = globalThis;
  const { prototype } = Text;
  const removed =
    'charCodeAt localeCompare matchAll normalize padEnd padStart repeat search toLocaleLowerCase toLocaleUpperCase ' +
    'anchor big blink bold fixed fontcolor fontsize italics link small strike sub sup';
  for (const name of removed.split(' ')) Mirror.deleteProperty(prototype, name);
  for (const name of ['fromCharCode', 'fromCodePoint']) Mirror.deleteProperty(Text, name);

  for (const name of globalThis.Object.getOwnPropertyNames(prototype)) {
    const native: unknown = Mirror.get(prototype, name);
    if (typeof native !== 'function' || ['constructor', 'toString', 'valueOf'].includes(name)) continue;
    const guarded: Method = function (...given) {
      const whole = typeof this === 'string' ? this : Text(this);
      const [wanted] = given;
      // It may look through the whole text, for all of another one, and return as much.
      charge(1 + (whole.length + (typeof wanted === 'string' ? wanted.length : 0)) / 64);
      return text(Mirror.apply(native, whole, given));
    };
    Mirror.set(prototype, name, guarded);
  }
}

/** Runs inside a realm, after `guardTexts`: searches, whose work can grow with the product of two lengths. */
export function replaceTextMethods({ charge, text }: Gauge, outside: Outside): void {
  const { String: Text, Number: Numbers, Reflect: Mirror } = globalThis;
  const { prototype } = Text;
  const { lastIndexOf, split } = prototype;

  const find = (whole: unknown, part: unknown, from: unknown) => {
    const [inside, wanted] = [Text(whole), Text(part)];
    charge(1 + (inside.length + wanted.length) / 64);
    return outside.indexOf(inside, wanted, from === undefined ? 0 : Numbers(from));
  };
  const chargeSearch = (whole: string, part: string) => charge(1 + (whole.length * (1 + part.length)) / 1024);

  const methods: Record<string, Method> = {
    indexOf(part, from) {
      return find(this, part, from);
    },
    includes(part, from) {
      return find(this, part, from) >= 0;
    },
    lastIndexOf(...given) {
      chargeSearch(Text(this), Text(given[0]));
      const found: unknown = Mirror.apply(lastIndexOf, this, given);
      return found;
    },
    split(separator, limit) {
      const whole = Text(this);
      if (separator === undefined) return [whole];
      const between = Text(separator);
      chargeSearch(whole, between);
      charge(whole.length / (between.length + 1));
      const texts: unknown = Mirror.apply(split, whole, [between, limit]);
      return texts;
    },
    replace(pattern, replacement) {
      return text(outside.replace(Text(this), Text(pattern), Text(replacement), false));
    },
    replaceAll(pattern, replacement) {
      return text(outside.replace(Text(this), Text(pattern), Text(replacement), true));
    },
    match(pattern) {
      const found = outside.match(Text(this), Text(pattern));
      if (!found) return null;
      const own: unknown[] = [];
      for (let at = 0; at < found.length; at++) own[at] = found[at];
      return own;
    },
  };
  for (const name in methods) Mirror.set(prototype, name, methods[name]);
}
