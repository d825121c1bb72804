import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

export interface Line {
  readonly text: string;
  /** False for a last line that its newline did not reach. */
  readonly whole: boolean;
}

/** A file's lines, however large it is; a text of more than half a gigabyte is more than Node can hold. */
export function* readLines(file: string): Generator<Line> {
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
