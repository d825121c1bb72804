import { Worker } from 'node:worker_threads';
import { COMPILE_CACHE } from '../unpackCode.ts';
import type {
  FromSandbox,
  Sandbox,
  SandboxAnswer,
  SandboxData,
  SandboxEvents,
  SandboxExit,
  SandboxOptions,
  ToSandbox,
} from './Sandbox.ts';

const ENTRY = new URL('./worker/main.ts', import.meta.url);

interface Running {
  readonly events: SandboxEvents;
  readonly answer: (answer: SandboxAnswer) => void;
  readonly exit: (exit: SandboxExit) => void;
}

/** A thread with its own heap, modules and environment, that can be ended in the middle of a busy loop. */
export function createWorkerSandbox({ environment, ...data }: SandboxOptions): Sandbox {
  let alive = true;
  let ready = false;
  let running: Running | undefined;
  let death: SandboxExit | undefined;
  const worker = startWorker(data, environment);

  worker.on('message', (message: FromSandbox) => {
    ready = true;
    if (!running) return;
    running.events.responsive();
    if (message.type === 'started') running.events.started();
    if (message.type === 'log') running.events.log(message.line);
    if (message.type === 'resting') running.events.idleUntil(message.until);
    if (message.type !== 'answer') return;
    const { answer } = running;
    running = undefined;
    if (message.ends) alive = false;
    answer({ payload: message.payload, failed: message.failed });
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    alive = false;
    death = fatal(error);
  });
  worker.on('exit', (code) => {
    alive = false;
    running?.exit(death ?? exited(code));
    running = undefined;
  });

  const post = (message: ToSandbox) => worker.postMessage(message);

  return {
    get alive() {
      return alive;
    },
    get ready() {
      return ready;
    },
    run: (invocation, events) =>
      new Promise((answer, exit) => {
        running = { events, answer, exit };
        if (!alive) exit(death ?? exited(0));
        else post({ type: 'invoke', ...invocation });
      }),
    wake: () => post({ type: 'wake' }),
    ping: () => post({ type: 'ping' }),
    async kill() {
      alive = false;
      death = { errorType: 'Runtime.ExitError', reason: 'signal: killed' };
      await worker.terminate();
    },
  };
}

const startWorker = (data: SandboxData, environment: Readonly<Record<string, string>>) =>
  new Worker(ENTRY, {
    workerData: data,
    // Taken out again before the function's code is loaded.
    env: { ...environment, NODE_COMPILE_CACHE: COMPILE_CACHE },
    execArgv: [],
    // The young generation is kept small, as a thread's would be allowed to grow to the machine's share.
    resourceLimits: { maxOldGenerationSizeMb: data.memoryMb, maxYoungGenerationSizeMb: 32 },
  });

/** https://nodejs.org/api/worker_threads.html#new-workerfilename-options: `resourceLimits` */
const fatal = ({ code, message }: NodeJS.ErrnoException): SandboxExit =>
  code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? { errorType: 'Runtime.OutOfMemory', reason: 'signal: killed' }
    : { errorType: 'Runtime.ExitError', reason: message };

const exited = (code: number): SandboxExit => ({
  errorType: 'Runtime.ExitError',
  reason: code === 0 ? undefined : `exit status ${code}`,
});
