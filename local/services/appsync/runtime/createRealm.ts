import { createContext, Script, type Context } from 'node:vm';
import type { World } from '../../../platform/World.ts';
import { javaPattern, javaReplacement } from './util/text.ts';

/** The globals that APPSYNC_JS documents; all others are removed from the engine. */
const GLOBALS =
  'Array Boolean Infinity JSON Math NaN Number Object String isFinite isNaN parseFloat parseInt undefined';

/** Runs inside the realm: removes globals, and replaces what AppSync's own engine does differently. */
const PREPARE = `(function (host) {
  'use strict';
  const realm = globalThis;
  const { replace, replaceAll } = String.prototype;
  const parse = JSON.parse;
  const replaceWith = (flags) => function (pattern, replacement) {
    return replace.call(this, host.pattern(String(pattern), flags), host.replacement(String(replacement)));
  };
  String.prototype.replace = replaceWith('');
  String.prototype.replaceAll = replaceWith('g');
  Math.random = host.random;
  JSON.parse = (text, ...rest) => { try { return parse(text, ...rest); } catch { return ''; } };
  for (const name of Object.getOwnPropertyNames(realm)) if (!host.globals.includes(name)) delete realm[name];
  Object.assign(realm, host.extra);
})`;

/**
 * An engine with APPSYNC_JS's own globals and nothing else: no `process`, modules, timers or clock.
 * `extra` become globals too. https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html
 */
export function createRealm(world: World, extra: Readonly<Record<string, unknown>>): Context {
  const realm = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  // `PREPARE` is a function of one object.
  const prepare = new Script(PREPARE).runInContext(realm) as (host: object) => void;
  prepare({
    extra,
    globals: GLOBALS.split(' '),
    random: () => world.random.float(),
    pattern: javaPattern,
    replacement: javaReplacement,
  });
  return realm;
}
