import type { Writable } from 'node:stream';

/**
 * Calls `act` once when nobody reads an output any more, as after `| head`. Without a listener the error would
 * end the process with a stack trace.
 */
export function onBrokenPipe(outputs: readonly Writable[], act: () => void): void {
  let hasActed = false;
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!hasActed) act();
    hasActed = true;
  };
  for (const output of outputs) output.on('error', onError);
}
