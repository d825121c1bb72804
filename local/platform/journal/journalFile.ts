import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { OperatorError } from '../errors.ts';
import { type Change, type Contents, createContents } from './Journal.ts';

/**
 * Reads what a journal holds. A last line without its end was cut short with the process that wrote it: it is
 * left out, since nobody was told of it. Throws `OperatorError` for any other line that is not as it was written.
 */
export function readJournal(file: string): Contents {
  const contents = createContents();
  if (!existsSync(file)) return contents;
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
  /** False for a last line that its newline did not reach. */
  readonly whole: boolean;
}

/** A file's lines, however large it is; a text of more than half a gigabyte is more than Node can hold. */
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

/** Keeps the memory that writing takes small. */
const CHANGES_A_FRAME = 256;

/**
 * Replaces a journal by the shortest that comes to the same. The old one stays until the new one is
 * on the disk. Returns the new one's size in bytes.
 */
export function writeSnapshot(file: string, contents: Contents): number {
  const next = `${file}.next`;
  const descriptor = openSync(next, 'w');
  let size = writeSync(descriptor, `${HEADER}\n`);
  try {
    for (const changes of chunksOf(contents.changes())) size += writeFully(descriptor, encodeFrame(changes));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
  return size;
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

/** The first line of every journal: what it is, and the version of its format. */
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

/** The changes of a line, given without its end; undefined where its checksum is wrong. */
function decodeFrame(line: string): Change[] | undefined {
  const text = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(text)} `) return undefined;
  // The checksum shows that it is what was written.
  return (JSON.parse(text) as Row[]).map(([tree, key, value]) => ({
    tree,
    ...(key !== undefined && { key }),
    ...(value !== undefined && { value }),
  }));
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0');
