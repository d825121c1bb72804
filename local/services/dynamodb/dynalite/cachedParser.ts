import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { invariant } from '../../../platform/errors.ts';
import type { Parser } from './memoizeParser.ts';

const { resolve } = createRequire(import.meta.url);

/**
 * One of dynalite's grammars, with a cache of what each rule found at each place. Dynalite generates them without
 * it, and then each pair of parentheses more takes three times as long. What is inserted is what PEG.js itself
 * writes under its option `cache`, but it also keeps apart the attempts whose failure goes into no message:
 * https://github.com/pegjs/pegjs/tree/v0.10.0#javascript-api
 */
export function cachedParser(name: 'conditionParser' | 'projectionParser' | 'updateParser'): Parser {
  const path = resolve(`dynalite/db/${name}.js`);
  const module: { exports?: Parser } = {};
  const source = withCache(readFileSync(path, 'utf8'));
  // A function of the one parameter that it is compiled with.
  const load = compileFunction(source, ['module'], { filename: path }) as (into: typeof module) => void;
  load(module);
  invariant(module.exports, `${path} exports a parser`);
  return module.exports;
}

const RULE = /^ {2}function (peg\$parse\w+)\(\) \{$/gm;
const START = '  peg$result = peg$startRuleFunction();';

const CACHE = `
  var peg$known = new Map();
  function peg$cached(rule, parse) {
    var key = (peg$currPos * 64 + rule) * 2 + (peg$silentFails > 0), known = peg$known.get(key);
    if (known) { peg$currPos = known.end; return known.result; }
    var result = parse();
    peg$known.set(key, { end: peg$currPos, result: result });
    return result;
  }
`;

function withCache(source: string): string {
  let rules = 0;
  const cached = source.replace(RULE, (_, name: string) => {
    const body = `${name}Anew`;
    return `  function ${name}() { return peg$cached(${rules++}, ${body}); }\n  function ${body}() {`;
  });
  invariant(rules > 0 && rules < 64 && cached.includes(START), 'the grammar is of PEG.js 0.10');
  return cached.replace(START, () => CACHE + START);
}
