import { globSync } from 'node:fs';
import { join } from 'node:path';
import { createProgress } from '../local/cli/createProgress.ts';
import { DEFAULT_PORT } from '../local/cli/options/portOptions.ts';
import { readCommandLine, usageOf } from '../local/cli/options/readCommandLine.ts';
import { currentAssembly } from './assembly/currentAssembly.ts';
import { synthesizeInWorker } from './assembly/synthesizeInWorker.ts';
import { examples } from './examples.ts';
import { letterHints } from './letterHints.ts';
import { startCommand } from './options.ts';
import type { WatchEditsOptions } from './watch/watchEdits.ts';

const root = join(import.meta.dirname, '..');

/** Runs `npm start` with these arguments, until Ctrl-C. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { help, options } = readCommandLine(startCommand, args, environment);
  if (help) return console.log(usageOf(startCommand));
  // Whoever reads records from stdout reads nothing else there.
  const progress = createProgress(options.terminal?.detail === 'json' ? process.stderr : process.stdout);
  progress('Reading the sources of the stacks');
  const { empty = false, watch = true, ...given } = options;
  let sources: ReadonlyMap<string, string> = new Map();
  // The cloud's code loads while its assembly is synthesized.
  const [assembly, { runCloud }, { seed }, { upgradeFolder }, { operationsTrace, publishEachSecond }] =
    await Promise.all([
      currentAssembly({
        root,
        environment,
        pid: process.pid,
        synthesize: (outdir) => synthesizeInWorker(root, environment, outdir, progress),
        onSources: (hashes) => (sources = hashes),
      }),
      import('../local/cli/runCloud.ts'),
      import('./seed.ts'),
      import('./upgrade/upgradeFolder.ts'),
      import('./operations/publishEachSecond.ts'),
    ]);
  await runCloud({
    ...given,
    assembly,
    progress,
    letters: letterHints(given.port ?? DEFAULT_PORT),
    title: 'Frontdesk runs on this machine',
    examples,
    asyncApi: {
      file: join(root, 'docs/events/asyncapi.json'),
      sources: globSync('model/{eventCatalog,eventFields,*/eventSchemas}.ts', { cwd: root }).map((path) =>
        join(root, path),
      ),
      command: 'npm run docs:events',
    },
    terminal: { ...given.terminal, hiddenTrace: operationsTrace },
    whileRunning: async (cloud, print) => {
      const stopPublishing = publishEachSecond(cloud);
      const edits = watch
        ? await startWatching({ cloud, print, root, environment, assembly, sources })
        : undefined;
      return {
        async close() {
          stopPublishing();
          await edits?.close();
        },
      };
    },
    ...(empty ? {} : { seedData: seed, upgrade: upgradeFolder }),
  });
}

const startWatching = async (options: Omit<WatchEditsOptions, 'pid'>) => {
  const { watchEdits } = await import('./watch/watchEdits.ts');
  return watchEdits({ ...options, pid: process.pid });
};
