import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';

/**
 * Synthesizes a checkout into `outdir` in a thread of its own, with the settings of its `cdk.json`. Rejects
 * with what synthesis throws, and with `OperatorError` for settings that it refuses.
 */
export const synthesizeInWorker = async (
  root: string,
  environment: NodeJS.ProcessEnv,
  outdir: string,
): Promise<void> =>
  runInWorker(new URL('./synthesizeWorker.ts', import.meta.url), {
    outdir,
    context: readContext(root, environment),
  });

/** What a program that `runApart` runs may say, once: why it cannot do its work, for who can mend that. */
export interface Refusal {
  readonly refused: string;
}

/**
 * Runs a program to its end in a thread of its own: this one can do something else meanwhile, and the
 * memory that it takes is given back. Rejects with what it throws, and with `OperatorError` for what it
 * refused: of an error that leaves its thread, only the words are left.
 */
export async function runInWorker(program: URL, workerData: unknown): Promise<void> {
  const worker = new Worker(program, { workerData });
  let said: Refusal | undefined;
  worker.on('message', (message: Refusal) => (said = message));
  // The event's only argument is the exit code.
  const [code] = (await once(worker, 'exit')) as [number];
  if (said) throw new OperatorError(said.refused);
  if (code !== 0) throw new Error(`${program.href} ended with ${code}`);
}

const Context = z.record(z.string(), z.unknown());
const CdkJson = z.object({ context: Context.default({}) });

/**
 * The settings in a checkout's `cdk.json`, which only the CDK's command line reads by itself, and those of
 * the variable over them. Throws `OperatorError`.
 */
function readContext(root: string, environment: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  return {
    ...read('cdk.json', () => CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))))
      .context,
    ...read('CDK_CONTEXT_JSON', () => Context.parse(JSON.parse(environment['CDK_CONTEXT_JSON'] || '{}'))),
  };
}

function read<Value>(name: string, from: () => Value): Value {
  try {
    return from();
  } catch (error) {
    throw new OperatorError(`${name} cannot be read: ${wordsOf(error)}`);
  }
}

const wordsOf = (error: unknown) =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
    : errorMessage(error);
