import type { Writable } from 'node:stream';

/**
 * Tells, once, that nobody reads what is written any more, as `| head` leaves it. Unheard, it would end the
 * process with a stack.
 */
export function onBrokenPipe(outputs: readonly Writable[], act: () => void): void {
  let isTold = false;
  const hear = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!isTold) act();
    isTold = true;
  };
  for (const output of outputs) output.on('error', hear);
}
