import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { OperatorError } from '../../local/platform/errors.ts';
import { causeOf } from './causeOf.ts';

/**
 * The bytes of a file, or of standard input for `-`, until `stop` is aborted, which ends them. Throws
 * `OperatorError` where there is no such file.
 */
export async function openInput(
  file: string,
  stdin: Readable,
  stop: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const stream = addAbortSignal(stop, file === '-' ? stdin : await openFile(file));
  // Who reads is told; where stopped before that, nobody asks.
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
