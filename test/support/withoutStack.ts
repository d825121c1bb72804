import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A copy of the assembly as it is when one stack was deleted: all other templates are as they were. */
export const withoutStack = (stackName: string): string => {
  const assembly = inject('assembly');
  const copy = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const file of readdirSync(assembly))
    if (file !== 'manifest.json') symlinkSync(join(assembly, file), join(copy, file));
  const { artifacts, ...manifest } = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
  if (!artifacts[stackName]) throw new Error(`There is no stack ${stackName}`);
  delete artifacts[stackName];
  writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, artifacts }));
  return copy;
};
