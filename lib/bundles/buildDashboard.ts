import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { env } from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { type MessagePort, workerData } from 'node:worker_threads';
import type { BuildAnswer, BuildFault, BuildRequest } from './bundleDashboard.ts';

// The thread that `bundleDashboard` starts, with this data.
const { root, outDir, done, port } = workerData as BuildRequest & { readonly port: MessagePort };

// Of this thread alone. Vite goes by it, and tests have another one.
env['NODE_ENV'] = 'production';

const run = async (): Promise<void> => {
  const { build } = await import('vite');
  const built = `${outDir}.${process.pid}-${Date.now()}`;
  const page = join(built, 'page');
  try {
    await build({
      root: join(root, 'dashboard'),
      configFile: join(root, 'dashboard/vite.config.ts'),
      logLevel: 'silent',
      build: { outDir: page, emptyOutDir: true, assetsDir: 'assets', reportCompressedSize: false },
    });
    const assets = join(page, 'assets');
    mkdirSync(assets, { recursive: true });
    renameSync(assets, join(built, 'assets'));
    // Another process may have built the same meanwhile.
    if (!existsSync(outDir)) renameSync(built, outDir);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
};

/** The first line says what is wrong, and a drawing follows whose first line names the place, from the working directory. */
const faultOf = ({ message }: Pick<Error, 'message'>): BuildFault => {
  const plain = stripVTControlCharacters(message);
  const [text = ''] = plain.split('\n');
  const [, file, line, column] = /\[ (.+):(\d+):(\d+) \]/.exec(plain) ?? [];
  const location = file !== undefined && {
    file: relative(root, resolve(file)),
    line: Number(line),
    column: Number(column) - 1,
  };
  return { text, location: location || null };
};

const faultsOf = (error: unknown): readonly BuildFault[] => {
  if (!(error instanceof Error)) return [{ text: String(error), location: null }];
  // Vite throws what Rolldown collected: https://rolldown.rs/reference/Interface.BundleError
  const { errors = [error] } = error as Error & { readonly errors?: readonly Error[] };
  return errors.map(faultOf);
};

const answer: BuildAnswer = await run().then(
  () => ({}),
  (error: unknown) => ({ faults: faultsOf(error) }),
);
port.postMessage(answer);
Atomics.store(done, 0, 1);
Atomics.notify(done, 0);
