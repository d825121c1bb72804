import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a folder that export what the service looks for, as paths from the root; the others are shared code. */
export const entries = (root: string, folder: string, exported: RegExp): string[] =>
  globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((path) => exported.test(readFileSync(join(root, path), 'utf8')))
    .sort();
