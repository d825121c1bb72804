import { cp, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import type { FunctionConfiguration } from './Lambda.ts';
import { unzip } from './unzip.ts';

/** Code in a folder of its own, like `/var/task`: nothing above it belongs to the function. */
export interface TaskRoot {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Copies a bundle (folder or ZIP file) out of its surroundings: left where it is, it would find the
 * packages and the `package.json` of the project that deploys it, which Lambda does not have.
 */
export async function unpackCode({ codePath, inlineCode }: FunctionConfiguration): Promise<TaskRoot> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'lambda-')));
  if (inlineCode !== undefined) await writeFile(join(path, 'index.js'), inlineCode);
  else if ((await stat(codePath)).isDirectory()) await cp(codePath, path, { recursive: true, dereference: true });
  else await writeAll(unzip(await readFile(codePath)), path);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function writeAll(files: ReadonlyMap<string, Buffer>, folder: string): Promise<void> {
  for (const [name, content] of files) {
    const file = resolve(folder, name);
    if (!file.startsWith(folder + sep)) throw new Error(`${name} leads out of its archive`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
