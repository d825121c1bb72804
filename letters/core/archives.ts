import { createHash } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { jsonOf } from './jsonOf.ts';
import type { Letter } from './Letter.ts';
import { errorMessage, OperatorError } from './OperatorError.ts';
import type { OutgoingMessage } from './sendLetters.ts';

/** The first line: what the file is. */
const Header = z.object({
  archive: z.literal('dead letters'),
  version: z.literal(1),
  queue: z.string(),
  on: z.string(),
});

const Attribute = z.object({
  dataType: z.string(),
  stringValue: z.string().optional(),
  binaryValue: z.string().optional(),
});

/** A line in between: a letter as SQS returned it, with the hash of all of it. */
const ArchivedLetter = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), Attribute),
  systemAttributes: z.record(z.string(), z.string()),
});
const Line = z.object({ sha256: z.string(), letter: ArchivedLetter });

/** The last line: without it the file is torn. */
const Trailer = z.object({ letters: z.number().int(), sha256: z.string() });

export interface Archive {
  readonly queueArn: string;
  readonly letters: readonly OutgoingMessage[];
  /** What is wrong with the file; undefined where it is whole. */
  readonly damage: string | undefined;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A letter as a line of an archive. */
export function archiveLine({ id, body, attributes, systemAttributes }: OutgoingMessage): string {
  const letter = { id, body, attributes, systemAttributes };
  return JSON.stringify({ sha256: sha256(JSON.stringify(letter)), letter });
}

/** The letter of a line; undefined where the line is torn or was changed. */
export function letterOfLine(text: string): OutgoingMessage | undefined {
  const { data } = Line.safeParse(jsonOf(text));
  if (!data) return undefined;
  const { id, body, attributes, systemAttributes } = data.letter;
  const letter = { id, body, attributes, systemAttributes };
  return sha256(JSON.stringify(letter)) === data.sha256 ? letter : undefined;
}

export interface ArchiveOptions {
  readonly queueArn: string;
  /** ISO 8601. */
  readonly on: string;
  readonly letters: readonly Letter[];
}

/**
 * Writes letters to a new file, byte-true, and resolves once they are on the disk. Until then there is no file of that
 * name: a kill or a full disk leaves none that looks like one. Throws `OperatorError` where it cannot be written.
 */
export async function writeArchive(path: string, { queueArn, on, letters }: ArchiveOptions): Promise<void> {
  const lines = letters.map(archiveLine);
  const header = JSON.stringify({ archive: 'dead letters', version: 1, queue: queueArn, on });
  const trailer = JSON.stringify({ letters: lines.length, sha256: sha256(lines.join('\n')) });
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w');
    try {
      for (const line of [header, ...lines, trailer]) await file.writeFile(`${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike a rename it fails where there is a file: an archive is never replaced.
    await link(part, path);
    await rm(part);
    await syncFolder(dirname(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    await rm(part, { force: true });
    if (code === 'EEXIST') throw new OperatorError(`${path} is there already: name another file.`);
    throw new OperatorError(
      code === 'ENOSPC'
        ? `The disk of ${path} is full: make room, or name a file elsewhere. Nothing was deleted, all letters lie in their queue.`
        : `${path} cannot be written: ${errorMessage(error)}. Nothing was deleted, all letters lie in their queue.`,
    );
  }
}

/** The name of a file is in its folder, which is written to the disk by itself: `man 2 fsync`. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

/** Reads an archive, and says what of it is damaged. Throws `OperatorError` for a file that is none. */
export async function readArchive(path: string): Promise<Archive> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new OperatorError(`${path} cannot be read: ${errorMessage(error)}`);
  });
  const [first = '', ...rest] = text.split('\n');
  const header = Header.safeParse(jsonOf(first));
  if (!header.success)
    throw new OperatorError(`${path} is no archive of dead letters: its first line says nothing of one.`);
  const lines = rest.at(-1) === '' ? rest.slice(0, -1) : rest;
  const trailer = Trailer.safeParse(jsonOf(lines.at(-1) ?? ''));
  const letterLines = trailer.success ? lines.slice(0, -1) : lines;
  const read = letterLines.map(letterOfLine);
  const letters = read.filter((letter) => letter !== undefined);
  return { queueArn: header.data.queue, letters, damage: damageOf() };

  function damageOf(): string | undefined {
    if (!trailer.success) return `its end is missing after ${letters.length} whole letters`;
    const { letters: count, sha256: hash } = trailer.data;
    if (letters.length < letterLines.length)
      return `${letterLines.length - letters.length} of ${count} letters are not as they were written`;
    if (count !== letters.length) return `it holds ${letters.length} of ${count} letters`;
    return hash === sha256(letterLines.join('\n'))
      ? undefined
      : 'its letters are not those that were written';
  }
}
