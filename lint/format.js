import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run format` writes every file as Prettier wants it; `npm run format -- --check` lists the files it
 * would write, and fails if there are any. Prettier itself writes even where it is asked to check. What follows, if
 * anything, is given to Prettier instead of all files.
 */
const [mode = '--write', ...files] = process.argv.slice(2);
const prettier = join(import.meta.dirname, '../node_modules/prettier/bin/prettier.cjs');
const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', 'build/prettier'];
const { status } = spawnSync(
  process.execPath,
  [prettier, ...(files.length > 0 ? files : ['.']), ...cache, '--log-level', 'warn', mode],
  {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
