import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { causeOf } from '../connect.ts';
import { type Reading, unreadable } from './Entry.ts';

/**
 * Reads the bytes of a file, or of standard input for `-`, until `stop` is aborted. Throws `OperatorError` if the
 * file cannot be read.
 */
export async function openInput(
  file: string,
  stdin: Readable,
  stop: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const stream = addAbortSignal(stop, file === '-' ? stdin : await openFile(file));
  // The reader gets the error. Without this listener it would end the process if the load stops before it reads.
  stream.on('error', () => undefined);
  return until(stop, stream);
}

async function openFile(file: string): Promise<Readable> {
  try {
    // A folder opens like a file, and only fails at the first read.
    if ((await stat(file)).isDirectory()) throw new OperatorError('it is a folder');
    const stream = createReadStream(file);
    await once(stream, 'open');
    return stream;
  } catch (error) {
    throw new OperatorError(`${file} cannot be read (${causeOf(error)}).`);
  }
}

async function* until(stop: AbortSignal, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}

/** One line of a file, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Why the line cannot be used, worded to follow "line N". Its `text` differs from the file's. */
  readonly fault?: string;
}

/** Longest line, in characters: ten times an order of 25 lines. It limits the memory that a broken file takes. */
export const MAX_LINE = 65_536;

/** More bytes than the longest line and a byte order mark can have: a character takes at most three. */
const MAX_BUFFERED = 3 * (MAX_LINE + 2);

const [LF, CR] = [0x0a, 0x0d];

/**
 * Splits chunks into lines of UTF-8 that end in LF, CRLF or, as some spreadsheets write them, CR alone. Never holds
 * more of a file than one chunk and one line.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const buffer = createLineBuffer();
  let number = 0;
  let before: number | undefined;
  for await (const chunk of chunks) {
    let begin = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      const isSecondHalf = byte === LF && before === CR;
      before = byte;
      if (byte !== LF && byte !== CR) continue;
      buffer.append(chunk.subarray(begin, at));
      begin = at + 1;
      if (!isSecondHalf) yield lineOf(++number, buffer.flush());
    }
    buffer.append(chunk.subarray(begin));
  }
  const rest = buffer.flush();
  if (rest.length > 0) yield lineOf(++number, rest);
}

/** Buffers the bytes of the current line, up to `MAX_BUFFERED`. */
function createLineBuffer() {
  let pieces: Uint8Array[] = [];
  let length = 0;
  return {
    append(piece: Uint8Array) {
      const taken = piece.subarray(0, MAX_BUFFERED - length);
      length += taken.length;
      if (taken.length > 0) pieces.push(taken);
    },
    flush() {
      const bytes = Buffer.concat(pieces);
      [pieces, length] = [[], 0];
      return bytes;
    },
  };
}

function lineOf(number: number, bytes: Buffer): TextLine {
  const whole = bytes.toString();
  // A byte order mark is no part of the text.
  const text = number === 1 ? whole.replace(/^\ufeff/, '') : whole;
  if (text.length > MAX_LINE)
    return { number, text: text.slice(0, MAX_LINE), fault: `is longer than ${MAX_LINE} characters` };
  return isUtf8(bytes) ? { number, text } : { number, text, fault: 'is not UTF-8' };
}

/** Reads one value from each line and skips empty lines. */
export async function* readJsonLines(lines: AsyncIterable<TextLine>): AsyncGenerator<Reading> {
  for await (const line of lines) if (line.text.trim() !== '') yield readLine(line);
}

function readLine({ number, text, fault }: TextLine): Reading {
  if (fault !== undefined) return unreadable(number, text, fault);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(number, text, `is not JSON: ${errorMessage(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unreadable(number, text, 'is not a JSON object');
  return { line: number, value: { ...value } };
}
