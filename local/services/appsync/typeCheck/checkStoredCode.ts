import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { z } from 'zod';
import { turn } from '../../../platform/Activity.ts';
import type { Code } from '../Api.ts';
import { readRewriting, writeRewriting } from '../runtime/Rewriting.ts';
import { rewriteCode } from '../runtime/translateCode.ts';
import type { TypeFault } from './checkTypes.ts';
import type { CodeChecker } from './createCodeChecker.ts';

/**
 * Checks the types of modules, by their hash, and returns the faults of those that have any. What `file` remembers is not
 * checked again: the compiler takes a second to load and to check a hundred modules, which would be half of a start. The
 * others are checked in one compilation, and `file` keeps how each becomes a script.
 */
export async function checkStoredCode(
  modules: ReadonlyMap<string, string>,
  file: string,
  checker: CodeChecker,
): Promise<ReadonlyMap<string, readonly TypeFault[]>> {
  const known = readModules(file);
  const unknown = new Map([...modules].filter(([hash]) => known[hash] === undefined));
  if (unknown.size > 0) {
    const faults = await checker.check(unknown);
    for (const [hash, source] of unknown) {
      // It is parsed as a whole: whoever uses the cloud meanwhile goes first.
      await turn();
      known[hash] = { faults: faults.get(hash) ?? [], rewriting: writeRewriting(rewriteCode(source)) };
    }
    writeModules(file, known, modules);
  }
  return new Map(
    [...modules.keys()]
      .map((hash) => [hash, known[hash]?.faults ?? []] as const)
      .filter(([, { length }]) => length > 0),
  );
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * The port of an address in code, as that of a queue of this cloud. Each start may have another one, of which no type and no
 * place depends: digits stand for digits.
 */
const PORT = /:\d{4,5}(?=\/)/g;

/** Names code by its content. Code that differs by the ports of addresses alone has one name. */
export const codeHash = (code: string): string =>
  hashOf(code.replace(PORT, (port) => `:${'1'.repeat(port.length - 1)}`));

/**
 * Returns code that was checked by an earlier start, by the same rules. Then it had been parsed as well, because what cannot
 * be stored is refused before types are checked.
 */
export function readKnownCode(file: string): (source: string) => Code | undefined {
  const known = readModules(file);
  const codes = new Map<string, Code>();
  return (source) => {
    const code = codes.get(source) ?? knownCode(source, known[codeHash(source)]);
    // Many resolvers of an app have the same code, such as that of a pipeline that only calls its functions.
    if (code) codes.set(source, code);
    return code;
  };
}

const knownCode = (source: string, module: KnownModule | undefined): Code | undefined =>
  module && { source, rewriting: () => readRewriting(module.rewriting) ?? rewriteCode(source) };

const fault = z.strictObject({
  code: z.string(),
  message: z.string(),
  line: z.number(),
  column: z.number(),
  file: z.string().optional(),
  isCertain: z.boolean(),
});

const knownModule = z.strictObject({
  /** As this compiler and these declarations of AppSync's found them. */
  faults: z.array(fault),
  /** A text, since most code of an app does not run soon after a start. */
  rewriting: z.string(),
});

type KnownModule = z.output<typeof knownModule>;

const moduleFile = z.strictObject({
  judges: z.string(),
  /** By the hash of the code. */
  modules: z.record(z.string(), knownModule),
});

type KnownModules = z.output<typeof moduleFile>['modules'];

/** What refuses code when it is stored, and what rewrites it. */
const RULES = [
  './checkTypes.ts',
  '../runtime/Rewriting.ts',
  '../runtime/countSteps.ts',
  '../runtime/findRecursion.ts',
  '../runtime/parseCode.ts',
  '../runtime/syntaxTree.ts',
  '../runtime/translateCode.ts',
];

/** Changes whenever a module could be judged or rewritten in another way. */
function judges(): string {
  const require = createRequire(import.meta.url);
  const versions = ['typescript', '@aws-appsync/utils', 'acorn'].map((name) => {
    const path = require.resolve(`${name}/package.json`);
    return `${name} ${z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version}`;
  });
  const rules = RULES.map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')).join('');
  return [...versions, hashOf(rules)].join(', ');
}

/** Nothing where there is no file, or one that another version wrote, or that was cut short. */
function readModules(file: string): KnownModules {
  try {
    const read = moduleFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return read.judges === judges() ? read.modules : {};
  } catch {
    return {};
  }
}

/** Chosen: as many as twenty apps of a hundred modules have. */
const MOST_MODULES = 2000;

/** Writes in one step, because another start may be reading. Of two that write at once the later one is kept. */
function writeModules(file: string, known: KnownModules, current: ReadonlyMap<string, string>): void {
  const others = Object.keys(known).filter((hash) => !current.has(hash));
  const kept = [...current.keys(), ...others].slice(0, MOST_MODULES);
  const modules = Object.fromEntries(kept.map((hash) => [hash, known[hash]]));
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify({ judges: judges(), modules }));
  renameSync(unfinished, file);
}
