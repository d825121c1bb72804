import { createHash } from 'node:crypto';
import {
  access,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { CODE_CACHE } from './codeCache.ts';
import type { FunctionConfiguration } from './Lambda.ts';
import { privateFolder } from './privateFolder.ts';
import { unzip } from './unzip.ts';

type Files = ReadonlyMap<string, Buffer>;

/**
 * Copies a bundle (folder or ZIP file) out of its surroundings into a folder of its own, and answers
 * that folder's path: left where it is, it would find the packages and the `package.json` of the
 * project that deploys it, which Lambda does not have. The folder is named after its content, so
 * traces that quote it do not differ from run to run, and the next run finds it there.
 */
export async function unpackCode(configuration: FunctionConfiguration): Promise<string> {
  const files = await filesOf(configuration);
  await privateFolder(CODE_CACHE);
  const path = join(await realpath(CODE_CACHE), digestOf(files));
  if (!(await exists(path))) await writeWhole(files, path);
  return path;
}

async function filesOf({ codePath, inlineCode }: FunctionConfiguration): Promise<Files> {
  if (inlineCode !== undefined) return new Map([['index.js', Buffer.from(inlineCode)]]);
  if (!(await stat(codePath)).isDirectory()) return contained(unzip(await readFile(codePath)));

  const files = new Map<string, Buffer>();
  for (const name of (await readdir(codePath, { recursive: true })).sort()) {
    const file = join(codePath, name);
    if ((await stat(file)).isFile()) files.set(name, await readFile(file));
  }
  return files;
}

function contained(files: Files): Files {
  const outside = [...files.keys()].find((name) => isAbsolute(name) || normalize(name).startsWith('..'));
  if (outside !== undefined) throw new Error(`${outside} leads out of its archive`);
  return files;
}

function digestOf(files: Files): string {
  const digest = createHash('sha256');
  for (const [name, content] of files) digest.update(`${name}\0${content.length}\0`).update(content);
  return digest.digest('hex').slice(0, 32);
}

/** Beside it first, so that whoever finds the folder finds all of it. */
async function writeWhole(files: Files, path: string): Promise<void> {
  const beside = await mkdtemp(`${path}-`);
  for (const [name, content] of files) {
    const file = join(beside, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await rename(beside, path).catch(async (error: NodeJS.ErrnoException) => {
    await rm(beside, { recursive: true });
    // Another cloud on this machine was faster with the same content.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
