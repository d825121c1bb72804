import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.ts';

const { forbidden, options } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));

export const ruleNames: readonly string[] = forbidden.map(({ name }: { name: string }) => name);

/** Returns the violations of the import laws in the tree at `baseDir`, each as `rule: from -> to`. */
export async function breachesIn(baseDir: string): Promise<string[]> {
  const folders = [
    'model',
    'letters',
    'resolvers',
    'lambda-fns',
    'lib',
    'local',
    'start',
    'test',
    'bench',
    'dashboard',
  ];
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(baseDir, folder))),
    { ...options, baseDir, validate: true, ruleSet: { forbidden }, exclude: { path: 'fixtures/planted' } },
    options.enhancedResolveOptions,
  );
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}
