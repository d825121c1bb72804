import { join } from 'node:path';
import { createProgress } from '../local/cli/createProgress.ts';
import { CHECKED_CODE } from '../local/cli/runCloud.ts';
import { startCloud } from '../local/startCloud.ts';
import { currentAssembly } from './assembly/currentAssembly.ts';
import { synthesizeInWorker } from './assembly/synthesizeInWorker.ts';
import { seed } from './seed.ts';

const root = join(import.meta.dirname, '..');

/**
 * Does once what a first start would do: synthesizes the stacks, checks the types of resolver code, and runs and fills them
 * a first time, so that bundles and compiled code are in `build/`. Then every `npm start` is a quick one.
 */
export async function prepare(environment: NodeJS.ProcessEnv): Promise<void> {
  const progress = createProgress(process.stdout);
  const assembly = await currentAssembly({
    root,
    environment,
    pid: process.pid,
    synthesize: (outdir) => synthesizeInWorker(root, environment, outdir, progress),
  });
  const cloud = await startCloud({
    assembly,
    progress,
    checkedCode: CHECKED_CODE,
    port: 0,
    awsPort: 0,
  });
  try {
    progress('Filling it once, so that its code is compiled');
    await seed(cloud);
  } finally {
    await cloud.close();
  }
  progress('Prepared');
}
