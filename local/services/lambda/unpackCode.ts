import { createHash } from 'node:crypto';
import {
  access,
  lstat,
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
import { tmpdir, userInfo } from 'node:os';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { OperatorError } from '../../platform/errors.ts';
import type { FunctionConfiguration } from './Lambda.ts';

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

/** Unpacked code, by its content; what is missing from it is made again. */
const CODE_CACHE = join(tmpdir(), `lambda-code-${userInfo().uid}`);

/** What V8 made of code, of the sandbox's own too: halves a cold start. */
export const COMPILE_CACHE = join(CODE_CACHE, 'compiled');

/** Permission to write of anybody but the owner. */
const OTHERS_WRITE = 0o022;

/**
 * Makes a folder in a place that everybody may write to, and refuses one that somebody else has put there
 * first: what is in it is run.
 * @param uid undefined where users have no number, as on Windows
 */
export async function privateFolder(path: string, uid = process.getuid?.()): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  if (!found.isDirectory()) throw refusal(path, 'is no folder');
  if (uid === undefined) return;
  if (found.uid !== uid) throw refusal(path, `belongs to user ${found.uid}`);
  if ((found.mode & OTHERS_WRITE) !== 0) throw refusal(path, 'can be written to by others');
}

const refusal = (path: string, fault: string) =>
  new OperatorError(
    `${path} ${fault}, so no code is run from it: remove it, or set TMPDIR to another folder`,
  );

const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;

/** The files of a ZIP archive by their paths; folders are left out. https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.9.TXT */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('not a ZIP archive');

  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const entry = readEntry(archive, at);
    if (!entry.path.endsWith('/')) files.set(entry.path, contentOf(archive, entry));
    at = entry.next;
  }
  return files;
}

/** Section 4.3.12, the central directory. */
function readEntry(archive: Buffer, at: number) {
  const pathLength = archive.readUInt16LE(at + 28);
  const trailing = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  return {
    method: archive.readUInt16LE(at + 10),
    size: archive.readUInt32LE(at + 20),
    header: archive.readUInt32LE(at + 42),
    path: archive.toString('utf8', at + 46, at + 46 + pathLength),
    next: at + 46 + pathLength + trailing,
  };
}

/** Section 4.3.7: the local header's own lengths tell where the content starts. */
function contentOf(archive: Buffer, { method, size, header, path }: ReturnType<typeof readEntry>): Buffer {
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const content = archive.subarray(start, start + size);
  if (method === STORED) return content;
  if (method === DEFLATED) return inflateRawSync(content);
  throw new Error(`${path} is compressed by method ${method}, which is not supported`);
}
