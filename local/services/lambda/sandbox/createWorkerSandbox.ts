import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { COMPILE_CACHE } from '../unpackCode.ts';
import { watchMemory } from './watchMemory.ts';
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
  readonly end: (result: SandboxAnswer | SandboxExit) => void;
}

/** A worker thread with its own heap, modules and environment. It can be ended in the middle of a busy loop. */
export function createWorkerSandbox({ environment, ...data }: SandboxOptions): Sandbox {
  let alive = true;
  let ready = false;
  let running: Running | undefined;
  let death: SandboxExit | undefined;
  let stopWatching = () => {};
  const worker = startWorker(data, environment);

  worker.on('message', (message: FromSandbox) => {
    ready = true;
    if (!running) return;
    running.events.responsive();
    if (message.type === 'started') running.events.started();
    if (message.type === 'log') running.events.log(message.line);
    if (message.type === 'idle') running.events.idleUntil(message.until);
    if (message.type !== 'answer') return;
    const { end } = running;
    const { payload, failed, exitStatus } = message;
    running = undefined;
    stopWatching();
    if (exitStatus !== undefined) alive = false;
    end({ payload, failed, exitStatus });
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    alive = false;
    death = fatal(error);
  });
  worker.on('exit', (code) => {
    alive = false;
    stopWatching();
    running?.end(death ?? exited(code));
    running = undefined;
  });

  const post = (message: ToSandbox) => worker.postMessage(message);

  const killFor = async (reason: SandboxExit) => {
    alive = false;
    death = reason;
    await worker.terminate();
  };

  return {
    get alive() {
      return alive;
    },
    get ready() {
      return ready;
    },
    run: (invocation, events) =>
      new Promise((end) => {
        running = { events, end };
        if (!alive) end(death ?? exited(0));
        else {
          stopWatching = watchMemory(worker, data.memoryMb, () => void killFor(OUT_OF_MEMORY));
          post({ type: 'invoke', ...invocation });
        }
      }),
    wake: () => post({ type: 'wake' }),
    ping: () => post({ type: 'ping' }),
    kill: () => killFor({ errorType: 'Runtime.ExitError', reason: 'signal: killed' }),
  };
}

// V8 takes the flag, which `npm start` sets for the cloud's own thread, for every thread, whatever its limits are. 0 unsets it.
setFlagsFromString('--max-semi-space-size=0');

const startWorker = (data: SandboxData, environment: Readonly<Record<string, string>>) =>
  new Worker(ENTRY, {
    workerData: data,
    // The thread removes the variable before it loads the function's code.
    env: { ...environment, NODE_COMPILE_CACHE: COMPILE_CACHE },
    execArgv: [],
    // By default the young generation of a thread may grow to a share of the machine's memory.
    resourceLimits: { maxOldGenerationSizeMb: data.memoryMb, maxYoungGenerationSizeMb: 32 },
  });

const OUT_OF_MEMORY: SandboxExit = { errorType: 'Runtime.OutOfMemory', reason: 'signal: killed' };

/** https://nodejs.org/api/worker_threads.html#new-workerfilename-options: `resourceLimits` */
const fatal = ({ code, message }: NodeJS.ErrnoException): SandboxExit =>
  code === 'ERR_WORKER_OUT_OF_MEMORY' ? OUT_OF_MEMORY : { errorType: 'Runtime.ExitError', reason: message };

const exited = (code: number): SandboxExit => ({
  errorType: 'Runtime.ExitError',
  reason: code === 0 ? undefined : `exit status ${code}`,
});
