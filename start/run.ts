import { join } from 'node:path';
import { currentAssembly } from './assembly/currentAssembly.ts';
import { synthesizeInWorker } from './assembly/synthesizeInWorker.ts';
import { examples } from './examples.ts';
import { letterHints } from './letterHints.ts';
import { readOptions, USAGE } from './options.ts';

const root = join(import.meta.dirname, '..');

/** Runs `npm start` with these arguments, until Ctrl-C. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { help, empty, data, outputs, port, awsPort, reach, conflicts } = readOptions(args, environment);
  if (help) return console.log(USAGE);
  // The cloud's code loads while its assembly is synthesized.
  const [assembly, { runCloud }, { seed }, { upgradeFolder }] = await Promise.all([
    currentAssembly({
      root,
      environment,
      pid: process.pid,
      synthesize: (outdir) => synthesizeInWorker(root, environment, outdir),
    }),
    import('../local/cli/runCloud.ts'),
    import('./seed.ts'),
    import('./upgrade/upgradeFolder.ts'),
  ]);
  await runCloud({
    assembly,
    ...reach,
    ...conflicts,
    outputsFile: outputs,
    port,
    awsPort,
    letters: letterHints(port),
    title: 'Frontdesk runs on this machine',
    examples,
    ...(data === undefined ? {} : { dataDirectory: data }),
    ...(empty ? {} : { seedData: seed, upgrade: upgradeFolder }),
  });
}
