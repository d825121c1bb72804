import type { MessagePort } from 'node:worker_threads';
import type { FromSandbox, SandboxInvocation } from '../Sandbox.ts';
import { callHandler, createContext } from './callHandler.ts';
import type { TimerQueue } from './createTimerQueue.ts';
import { errorPayload, neverSettled, runtimeError } from './runtimeErrors.ts';
import type { Handler } from './loadHandler.ts';

export interface RunnerOptions {
  readonly port: MessagePort;
  readonly post: (message: FromSandbox) => void;
  readonly timers: TimerQueue;
  readonly now: () => number;
  readonly flushLog: () => void;
  readonly runtime: string;
  readonly loaded: Promise<Handler>;
}

export interface Runner {
  invoke(invocation: SandboxInvocation): void;
  /** Time has moved to what was rested for. */
  wake(): void;
}

/** Exit statuses of the runtime for an exception and a rejection that nobody caught. */
const UNCAUGHT = 129;
const UNHANDLED = 128;
const INIT_FAILED = 1;

/**
 * Runs invocations. While one runs the port does not keep the event loop alive, so Node tells by
 * `beforeExit` that nothing is left but to wait: for the cloud's time, or for ever.
 */
export function createRunner({ port, post, timers, now, flushLog, runtime, loaded }: RunnerOptions): Runner {
  let emptied: (() => void) | undefined;
  loaded.catch(() => undefined); // Reported by the first invocation.

  const turnOn = () => setImmediate(() => port.unref());

  const answer = (payload: string, failed: boolean, ends = false) => {
    emptied = undefined;
    port.ref();
    flushLog();
    post({ type: 'answer', payload, failed, ends });
  };

  const crash = (error: unknown, status: number) => {
    if (emptied) answer(errorPayload(error), true, true);
    process.exit(status);
  };

  process.on('beforeExit', () => {
    port.ref();
    const next = timers.next();
    if (timers.runDue()) turnOn();
    else if (next !== undefined) post({ type: 'resting', until: next });
    else emptied?.();
  });
  process.on('uncaughtException', (error) => crash(error, UNCAUGHT));
  process.on('unhandledRejection', (reason) => crash(unhandled(reason), UNHANDLED));

  const load = (loopEmpties: Promise<void>) =>
    Promise.race([loaded, loopEmpties.then(neverSettled)]).catch((error: unknown) =>
      crash(error, INIT_FAILED),
    );

  const run = async (invocation: SandboxInvocation, loopEmpties: Promise<void>) => {
    const handler = await load(loopEmpties);
    post({ type: 'started' });
    const context = createContext(invocation, now);
    const event = JSON.parse(invocation.payload);
    return serialize(await callHandler({ handler, event, context, runtime, emptied: loopEmpties }));
  };

  return {
    invoke(invocation) {
      const { promise: loopEmpties, resolve } = Promise.withResolvers<void>();
      emptied = resolve;
      process.env['_X_AMZN_TRACE_ID'] = invocation.traceHeader;
      turnOn();
      run(invocation, loopEmpties).then(
        (payload) => answer(payload, false),
        (error) => answer(errorPayload(error), true),
      );
    },
    wake: turnOn,
  };
}

function serialize(answer: unknown): string {
  try {
    return JSON.stringify(answer) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

const unhandled = (reason: unknown) =>
  runtimeError('UnhandledPromiseRejection', String(reason), Object(reason));
