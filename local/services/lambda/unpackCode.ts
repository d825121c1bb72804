import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { OperatorError } from '../../platform/errors.ts';
import type { FunctionConfiguration } from './Lambda.ts';

type Files = ReadonlyMap<string, Buffer>;
type Code = Pick<FunctionConfiguration, 'codePath' | 'inlineCode' | 'archive'>;

/**
 * Copies a function's code (a folder or a ZIP file) into a folder of its own and returns its path. Left in the
 * project that deploys it, the code would find that project's packages and `package.json`, which Lambda does not
 * have. The folder is named after its content: stack traces that quote its path stay the same from run to run,
 * and the next run uses it again. Where it is there already, nothing is waited for: a cold start would stand behind the work of
 * a busy event loop a dozen times.
 */
export async function unpackCode(configuration: Code): Promise<string> {
  const files = await readCode(configuration);
  ensurePrivateFolder(CODE_CACHE);
  const path = join(realpathSync(CODE_CACHE), digestOf(files));
  if (!existsSync(path)) await writeFolder(files, path);
  return path;
}

/** The files of a function's code, by their paths within it. */
export async function readCode({ codePath, inlineCode, archive }: Code): Promise<Files> {
  if (archive !== undefined) return unzip(Buffer.from(archive));
  if (inlineCode !== undefined) return new Map([['index.js', Buffer.from(inlineCode)]]);
  if (!statSync(codePath).isDirectory()) return unzip(readFileSync(codePath));

  const files = new Map<string, Buffer>();
  const count = createCount();
  for (const name of readdirSync(codePath, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(codePath, name);
    const found = statSync(file);
    if (!found.isFile()) continue;
    count(found.size);
    files.set(name, readFileSync(file));
  }
  return files;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const MOST_BYTES = 262_144_000;

/** Each takes some hundred bytes of memory and a file of the machine. Chosen: several times a large `node_modules`. */
const MOST_FILES = 50_000;

/** Counts files before they are read or inflated. The message on their size was recorded from Lambda. */
function createCount(): (bytes: number) => void {
  let total = 0;
  let files = 0;
  return (bytes) => {
    total += bytes;
    files++;
    if (total > MOST_BYTES) throw new Error(`Unzipped size must be smaller than ${MOST_BYTES} bytes`);
    if (files > MOST_FILES) throw new Error(`There are more than ${MOST_FILES} files`);
  };
}

/** The library refuses paths that lead out of the archive, and content that is longer than the archive says. */
async function unzip(archive: Buffer): Promise<Files> {
  const zip = await fromBufferPromise(archive);
  const files = new Map<string, Buffer>();
  const entries = [];
  const count = createCount();
  for await (const entry of zip.eachEntry()) {
    count(entry.uncompressedSize);
    if (!entry.fileName.endsWith('/')) entries.push(entry);
  }
  for (const entry of entries)
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

function digestOf(files: Files): string {
  const digest = createHash('sha256');
  for (const [name, content] of files) digest.update(`${name}\0${content.length}\0`).update(content);
  return digest.digest('hex').slice(0, 32);
}

/** Writes to a temporary folder first and renames it, so that a folder that exists is complete. */
async function writeFolder(files: Files, path: string): Promise<void> {
  const temporary = await mkdtemp(`${path}-`);
  for (const [name, content] of files) {
    const file = join(temporary, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await rename(temporary, path).catch(async (error: NodeJS.ErrnoException) => {
    await rm(temporary, { recursive: true });
    // Another local cloud on this machine has just written the same content.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** Holds unpacked code, in a folder for each content. What is deleted from it is unpacked again. */
const CODE_CACHE = join(tmpdir(), `lambda-code-${userInfo().uid}`);

/** V8's compile cache, for functions' code and the sandbox's own. It halves a cold start. */
export const COMPILE_CACHE = join(CODE_CACHE, 'compiled');

/** Write permission of the group and of everybody else. */
const OTHERS_WRITE = 0o022;

/**
 * Creates a folder in a place that every user may write to. Throws where the folder is another user's, or where
 * others may write to it, because the code in it is run.
 * @param uid undefined where users have no number, as on Windows
 */
export function ensurePrivateFolder(path: string, uid = process.getuid?.()): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  if (!found.isDirectory()) throw refusal(path, 'is no folder');
  if (uid === undefined) return;
  if (found.uid !== uid) throw refusal(path, `belongs to user ${found.uid}`);
  if ((found.mode & OTHERS_WRITE) !== 0) throw refusal(path, 'can be written to by others');
}

const refusal = (path: string, fault: string) =>
  new OperatorError(
    `${path} ${fault}, so no code is run from it: remove it, or set TMPDIR to another folder`,
  );
