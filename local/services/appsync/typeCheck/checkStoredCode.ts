import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { TypeFault } from './checkTypes.ts';
import type { CodeChecker } from './createCodeChecker.ts';

/**
 * Checks the types of modules, by their hash, and returns the faults of those that have any. What `file` remembers is not
 * checked again: the compiler takes a second to load and to check a hundred modules, which would be half of a start. The
 * others are checked in one compilation.
 */
export async function checkStoredCode(
  modules: ReadonlyMap<string, string>,
  file: string,
  checker: CodeChecker,
): Promise<ReadonlyMap<string, readonly TypeFault[]>> {
  const known = readVerdicts(file);
  const unknown = new Map([...modules].filter(([hash]) => known[hash] === undefined));
  if (unknown.size > 0) {
    const faults = await checker.check(unknown);
    for (const hash of unknown.keys()) known[hash] = faults.get(hash) ?? [];
    writeVerdicts(file, known, modules);
  }
  return new Map(
    [...modules.keys()]
      .map((hash) => [hash, known[hash] ?? []] as const)
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
 * Returns whether code was checked by an earlier start, by the same rules. Then it had been parsed as well, because what cannot
 * be stored is refused before types are checked.
 */
export function readKnownCode(file: string): (source: string) => boolean {
  const known = readVerdicts(file);
  return (source) => known[codeHash(source)] !== undefined;
}

const fault = z.strictObject({
  code: z.string(),
  message: z.string(),
  line: z.number(),
  column: z.number(),
  file: z.string().optional(),
  isCertain: z.boolean(),
});

/** Faults by the hash of the module, as this compiler and these declarations of AppSync's found them. */
const verdictFile = z.strictObject({
  judges: z.string(),
  faults: z.record(z.string(), z.array(fault)),
});

type Verdicts = z.output<typeof verdictFile>['faults'];

/** What refuses code when it is stored. */
const RULES = [
  './checkTypes.ts',
  '../runtime/countSteps.ts',
  '../runtime/findRecursion.ts',
  '../runtime/parseCode.ts',
  '../runtime/syntaxTree.ts',
  '../runtime/translateCode.ts',
];

/** Changes whenever a module could be judged in another way. */
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
function readVerdicts(file: string): Verdicts {
  try {
    const read = verdictFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return read.judges === judges() ? read.faults : {};
  } catch {
    return {};
  }
}

/** Chosen: as many as twenty apps of a hundred modules have. */
const MOST_VERDICTS = 2000;

/** Writes in one step, because another start may be reading. Of two that write at once the later one is kept. */
function writeVerdicts(file: string, known: Verdicts, current: ReadonlyMap<string, string>): void {
  const others = Object.keys(known).filter((hash) => !current.has(hash));
  const kept = [...current.keys(), ...others].slice(0, MOST_VERDICTS);
  const faults = Object.fromEntries(kept.map((hash) => [hash, known[hash] ?? []]));
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify({ judges: judges(), faults }));
  renameSync(unfinished, file);
}
