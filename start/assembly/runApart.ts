import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { OperatorError } from '../../local/platform/errors.ts';

/** What a program that `runApart` runs may say, once: why it cannot do its work, for who can mend that. */
export interface Refused {
  readonly refused: string;
}

/**
 * Runs a program to its end in a thread of its own: this one can do something else meanwhile, and the
 * memory that it takes is given back. Rejects with what it throws, and with `OperatorError` for what it
 * refused: of an error that leaves its thread, only the words are left.
 */
export async function runApart(program: URL, workerData: unknown): Promise<void> {
  const worker = new Worker(program, { workerData });
  let said: Refused | undefined;
  worker.on('message', (message: Refused) => (said = message));
  const [code] = await once(worker, 'exit');
  if (said) throw new OperatorError(said.refused);
  if (code !== 0) throw new Error(`${program.href} ended with ${code}`);
}
