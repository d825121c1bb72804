import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Progress } from '../../local/cli/createProgress.ts';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';

/**
 * Synthesizes a checkout into `outdir` in a worker thread, with the settings of its `cdk.json`. Rejects
 * with what synthesis throws, and with `OperatorError` for settings that synthesis refuses.
 */
export const synthesizeInWorker = async (
  root: string,
  environment: NodeJS.ProcessEnv,
  outdir: string,
  progress?: Progress,
): Promise<void> => {
  const context = readContext(root, environment);
  // Said here, because this thread loads the cloud's code meanwhile and reads no messages.
  progress?.('Loading the CDK and the cloud, because the stacks are new or have changed');
  await runInWorker(
    new URL('./synthesizeWorker.ts', import.meta.url),
    { outdir, context },
    { progress, env: { ...environment, ...BUNDLER } },
  );
};

/**
 * esbuild is gone once the code is bundled, so it collects garbage only near this bound. That takes a quarter off the first
 * synthesis, and esbuild holds about a gigabyte in either case: https://go.dev/doc/gc-guide#Memory_limit
 */
const BUNDLER = { GOGC: 'off', GOMEMLIMIT: '1500MiB' };

/** A message that a program sends to `runInWorker`: why the operator's settings do not work, at most once, or what it does next. */
export type WorkerMessage = { readonly refused: string } | { readonly stage: string };

/**
 * Runs a program to its end in a worker thread: this thread can do something else meanwhile, and the program's
 * memory is freed afterwards. Rejects with what it throws, and with `OperatorError` for a refusal, which is a
 * message because an error that crosses threads loses its class.
 */
export async function runInWorker(
  program: URL,
  workerData: unknown,
  { progress, env }: { readonly progress?: Progress | undefined; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const worker = new Worker(program, { workerData, ...(env && { env }) });
  let refused: string | undefined;
  worker.on('message', (message: WorkerMessage) => {
    if ('refused' in message) refused = message.refused;
    else progress?.(message.stage);
  });
  // The event's only argument is the exit code.
  const [code] = (await once(worker, 'exit')) as [number];
  if (refused !== undefined) throw new OperatorError(refused);
  if (code !== 0) throw new Error(`${program.href} ended with ${code}`);
}

const Context = z.record(z.string(), z.unknown());
const CdkJson = z.object({ context: Context.default({}) });

/**
 * What is so on this machine. The web app finds the backend at its own address, as `local/` serves both; and e-mails come from an
 * address that nobody has to own, because they are kept.
 */
export const LOCAL_CONTEXT = {
  graphqlPath: '/graphql',
  userPoolPath: '/cognito',
  mailFrom: 'desk@frontdesk.example',
};

/**
 * Returns the settings in a checkout's `cdk.json`, which only the CDK's command line reads by itself, overridden
 * by those in `CDK_CONTEXT_JSON`. Throws `OperatorError` if either cannot be read.
 */
function readContext(root: string, environment: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  return {
    ...LOCAL_CONTEXT,
    ...read('cdk.json', () => CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))))
      .context,
    ...read('CDK_CONTEXT_JSON', () => Context.parse(JSON.parse(environment['CDK_CONTEXT_JSON'] || '{}'))),
  };
}

function read<Value>(name: string, from: () => Value): Value {
  try {
    return from();
  } catch (error) {
    throw new OperatorError(`${name} cannot be read: ${readErrorText(error)}`);
  }
}

const readErrorText = (error: unknown) =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
    : errorMessage(error);
