import { createContext, Script } from 'node:vm';
import { indexOfText } from '../../../platform/indexOfText.ts';
import type { World } from '../../../platform/World.ts';
import { createGauge, type Gauge, gaugeLimits } from './createGauge.ts';
import { freezeRealm, guardConstructors, guardConversions, guardJson } from './guardGlobals.ts';
import { guardLists, replaceListMethods } from './guardLists.ts';
import { guardTexts, replaceTextMethods } from './guardTexts.ts';
import {
  createContextImporter,
  createCopy,
  importFunctions,
  type Outside,
  type OurFunction,
} from './importData.ts';
import { toPlainData } from './toPlainData.ts';
import { isTypedSet, markTypedSet } from './util/dynamodb.ts';
import { matchJava, replaceJava } from './util/javaPatterns.ts';

/** An engine of its own for resolver code. */
export interface Realm {
  readonly gauge: Gauge;
  /** What the code can import, by specifier. */
  readonly modules: object;
  /** The globals that APPSYNC_JS documents: https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html */
  readonly globals: object;
  importContext(context: object): object;
  /** Returns the value of a script. Its name and place are in the stacks of errors. */
  evaluate(script: string, fileName: string, lineOffset: number): unknown;
}

/** The names of `Realm.globals`. */
export const GLOBALS =
  'Array Boolean JSON Math Number Object String isFinite isNaN parseFloat parseInt util extensions runtime console';

/** What runs inside the realm, from its source text: so nothing there is an object of ours. */
const parts = {
  createContextImporter,
  createCopy,
  createGauge,
  freezeRealm,
  guardConstructors,
  guardConversions,
  guardJson,
  guardLists,
  guardTexts,
  importFunctions,
  replaceListMethods,
  replaceTextMethods,
};

/** Runs inside the realm as well. */
function prepareRealm(
  own: typeof parts,
  outside: Outside,
  limits: typeof gaugeLimits,
  members: object,
  extra: object,
): object {
  const realm = globalThis;
  const { Object: Objects, Math: Maths, Reflect: Mirror } = realm;
  const { Boolean, JSON, String } = realm;
  const { freeze, getOwnPropertyNames } = Objects;
  const gauge = own.createGauge(limits);
  const copy = own.createCopy(gauge, limits.levels);
  const modules = own.importFunctions(members, gauge, outside, copy);
  const more = own.importFunctions(extra, gauge, outside, copy);
  const importContext = own.createContextImporter(copy);
  Maths.random = () => outside.random();
  own.guardLists(gauge);
  own.replaceListMethods(gauge);
  own.guardTexts(gauge);
  own.replaceTextMethods(gauge, outside);
  own.guardJson(gauge, limits.levels);
  const conversions = own.guardConversions(gauge);
  const constructors = own.guardConstructors(gauge);
  own.freezeRealm(freeze);
  const globals = { Boolean, JSON, Math: Maths, String };
  const all = freeze({ ...globals, ...conversions, ...constructors, ...more });
  for (const name of getOwnPropertyNames(realm)) Mirror.deleteProperty(realm, name);
  return { gauge, modules, globals: all, importContext };
}

/**
 * An engine with APPSYNC_JS's own globals and nothing else: no `process`, modules, timers or clock, and no object of
 * ours. `members` are the modules, `extra` become globals too.
 */
export function createRealm(world: World, members: object, extra: object): Realm {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const evaluate = (source: string, filename: string, lineOffset: number): unknown =>
    new Script(source, { filename, lineOffset }).runInContext(context);

  const sources = Object.entries(parts).map(([name, part]) => `${name}: ${String(part)}`);
  const source = `'use strict'; ({ prepare: ${String(prepareRealm)}, own: { ${sources.join(', ')} } })`;
  // The same functions, as the realm has them.
  const { prepare, own } = evaluate(source, 'realm.js', 0) as {
    prepare: (...given: Parameters<typeof prepareRealm>) => Realm;
    own: typeof parts;
  };
  const charge = (steps: number) => realm.gauge.charge(steps);
  const outside: Outside = {
    call(target: OurFunction, values) {
      const plain: unknown[] = [];
      for (const value of values) plain.push(toPlainData(value, charge));
      return target(...plain);
    },
    isTypedSet,
    markTypedSet,
    indexOf: indexOfText,
    replace: (text, pattern, replacement, all) => replaceJava(text, pattern, replacement, all, charge),
    match: (text, pattern) => matchJava(text, pattern, charge),
    random: () => world.random.float(),
  };
  const realm: Realm = { ...prepare(own, outside, gaugeLimits, members, extra), evaluate };
  return realm;
}
