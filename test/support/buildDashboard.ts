import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const dashboard = join(import.meta.dirname, '../../dashboard');

let built: Promise<string> | undefined;

/** Builds the dashboard as it is deployed, once for all test files of a process, and returns the folder. Takes two seconds of one core. */
export function buildDashboard(): Promise<string> {
  built ??= run();
  return built;
}

async function run(): Promise<string> {
  const outDir = join(dashboard, `../build/test/dashboard/${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    root: dashboard,
    configFile: join(dashboard, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, reportCompressedSize: false },
  });
  return outDir;
}
