import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { OperatorError } from '../errors.ts';
import { type Change, type Contents, createContents } from './Journal.ts';

/**
 * Reads the contents of a journal. A last line without a newline was cut short when its process was killed. It is
 * left out, because no answer was sent before it was complete. Throws `OperatorError` for any other damaged line.
 */
export function readJournal(file: string): Contents {
  const contents = createContents();
  if (!isThere(file)) return contents;
  let number = 0;
  for (const { text, whole } of readLines(file)) {
    number++;
    if (!whole) break;
    if (number === 1) checkHeader(file, text);
    else contents.apply(decodeFrame(text) ?? throwDamaged(file, number));
  }
  if (number === 0) checkHeader(file, '');
  return contents;
}

/**
 * Returns empty contents in place of a journal's, which are not read: they may be damaged. Throws `OperatorError` where the
 * file is no journal, so that no other file is ever emptied.
 */
export function emptyJournal(file: string): Contents {
  if (isThere(file)) {
    const [first] = readLines(file);
    checkHeader(file, first?.text ?? '');
  }
  return createContents();
}

function isThere(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile())
    throw new OperatorError(`${file} is not a file: move it away, or start with another folder.`);
  return found !== undefined;
}

function checkHeader(file: string, line: string): void {
  if (line === HEADER) return;
  throw new OperatorError(
    `${file} is not a journal that this version can read: it does not begin with "${HEADER}".`,
  );
}

function throwDamaged(file: string, line: number): never {
  throw new OperatorError(
    `${file} is damaged at line ${line}: restore it from a copy, or start with another folder.`,
  );
}

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

export interface Line {
  readonly text: string;
  /** False for a last line without a newline. */
  readonly whole: boolean;
}

/** Reads a file's lines in chunks, because Node's longest string is half a gigabyte. */
function* readLines(file: string): Generator<Line> {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest: Buffer[] = [];
  try {
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1 && end < size; end = chunk.indexOf(NEWLINE, start)) {
        yield { text: Buffer.concat([...rest, chunk.subarray(start, end)]).toString(), whole: true };
        rest = [];
        start = end + 1;
      }
      if (start < size) rest.push(Buffer.from(chunk.subarray(start, size)));
    }
  } finally {
    closeSync(descriptor);
  }
  if (rest.length > 0) yield { text: Buffer.concat(rest).toString(), whole: false };
}

/** Limits the memory that writing takes. */
const CHANGES_A_FRAME = 256;

/**
 * Replaces a journal by the shortest one with the same contents. The old one stays until the new one is on the disk.
 * Returns the size of the new one in bytes.
 */
export function writeSnapshot(file: string, contents: Contents): number {
  const next = `${file}.next`;
  try {
    const size = writeContents(next, contents);
    renameSync(next, file);
    return size;
  } catch (error) {
    // Half a journal would only take the space that the disk lacks.
    rmSync(next, { force: true });
    throw error;
  }
}

function writeContents(file: string, contents: Contents): number {
  const descriptor = openSync(file, 'w');
  try {
    let size = writeFully(descriptor, `${HEADER}\n`);
    for (const changes of chunksOf(contents.changes())) size += writeFully(descriptor, encodeFrame(changes));
    fsyncSync(descriptor);
    return size;
  } finally {
    closeSync(descriptor);
  }
}

function* chunksOf(changes: Iterable<Change>) {
  let chunk: Change[] = [];
  for (const change of changes) {
    if (chunk.push(change) < CHANGES_A_FRAME) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Writes all of a text, in as many writes as the system needs, and returns its size in bytes. */
export function writeFully(descriptor: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
  return bytes.length;
}

/** The first line of every journal, with the version of the format. */
const HEADER = 'local cloud journal 1';

type Row = readonly [tree: string, key?: string, value?: unknown];

/** One line: the CRC-32 of the rest, and the changes of one turn as JSON. */
export function encodeFrame(changes: readonly Change[]): string {
  const rows = changes.map(({ tree, key, value }): Row => {
    if (key === undefined) return [tree];
    return value === undefined ? [tree, key] : [tree, key, value];
  });
  const text = JSON.stringify(rows);
  return `${checksum(text)} ${text}\n`;
}

/** Returns the changes of a line, given without its newline; undefined if its checksum is wrong. */
function decodeFrame(line: string): Change[] | undefined {
  const text = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(text)} `) return undefined;
  // The checksum proves that `encodeFrame` wrote it.
  return (JSON.parse(text) as Row[]).map(([tree, key, value]) => ({
    tree,
    ...(key !== undefined && { key }),
    ...(value !== undefined && { value }),
  }));
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0');
