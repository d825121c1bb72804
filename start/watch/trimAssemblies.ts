import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes of assemblies that ran before all but the code that still runs: a function that was not invoked yet reads its code
 * from the assembly which brought it. Assets are named by their content.
 */
export function trimAssemblies(before: readonly string[], running: string): void {
  const templates = readdirSync(running)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => readFileSync(join(running, name), 'utf8'));
  const isUsed = (name: string) => {
    const hash = /^asset\.([\da-f]+)$/.exec(name)?.[1];
    return hash !== undefined && templates.some((template) => template.includes(hash));
  };
  for (const assembly of before)
    for (const name of readdirSync(assembly))
      if (!isUsed(name)) rmSync(join(assembly, name), { recursive: true, force: true });
}
