import type { MessagePort } from 'node:worker_threads';
import type { FromSandbox, SandboxInvocation } from '../Sandbox.ts';
import { callHandler, createHandlerContext } from './callHandler.ts';
import type { TimerQueue } from './createTimerQueue.ts';
import { errorPayload, throwNeverSettled, lambdaRuntimeError } from './runtimeErrors.ts';
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
  /** Call this when time has reached the moment of the `idle` message. */
  wake(): void;
}

/** The runtime's exit statuses for an uncaught exception and an unhandled rejection. */
const UNCAUGHT = 129;
const UNHANDLED = 128;
const INIT_FAILED = 1;

/**
 * Runs invocations. While one runs, the port does not keep the event loop alive. Node then emits `beforeExit` when
 * the code has nothing left to do: it waits for a timer of the cloud's time, or its promise can never settle.
 */
export function createRunner({ port, post, timers, now, flushLog, runtime, loaded }: RunnerOptions): Runner {
  let emptied: (() => void) | undefined;
  loaded.catch(() => undefined); // The first invocation reports the error.

  const releasePort = () => setImmediate(() => port.unref());

  const answer = (payload: string, failed: boolean, exitStatus?: number) => {
    emptied = undefined;
    port.ref();
    flushLog();
    post({ type: 'answer', payload, failed, exitStatus });
  };

  const crash = (error: unknown, status: number) => {
    if (emptied) answer(errorPayload(error), true, status);
    process.exit(status);
  };

  process.on('beforeExit', () => {
    port.ref();
    const next = timers.next();
    if (timers.runDue()) releasePort();
    else if (next !== undefined) post({ type: 'idle', until: next });
    else emptied?.();
  });
  process.on('uncaughtException', (error) => crash(error, UNCAUGHT));
  process.on('unhandledRejection', (reason) => crash(unhandled(reason), UNHANDLED));

  const load = (loopEmpties: Promise<void>) =>
    Promise.race([loaded, loopEmpties.then(throwNeverSettled)]).catch((error: unknown) =>
      crash(error, INIT_FAILED),
    );

  const run = async (invocation: SandboxInvocation, loopEmpties: Promise<void>) => {
    const handler = await load(loopEmpties);
    post({ type: 'started' });
    const context = createHandlerContext(invocation, now);
    const event: unknown = JSON.parse(invocation.payload);
    return serialize(await callHandler({ handler, event, context, runtime, loopEmptied: loopEmpties }));
  };

  return {
    invoke(invocation) {
      const { promise: loopEmpties, resolve } = Promise.withResolvers<void>();
      emptied = resolve;
      process.env['_X_AMZN_TRACE_ID'] = invocation.traceHeader;
      releasePort();
      run(invocation, loopEmpties).then(
        (payload) => answer(payload, false),
        (error) => answer(errorPayload(error), true),
      );
    },
    wake: releasePort,
  };
}

function serialize(answer: unknown): string {
  try {
    return JSON.stringify(answer) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

// A rejection with an error has a stack; any other value has none.
const unhandled = (reason: unknown) =>
  lambdaRuntimeError(
    'UnhandledPromiseRejection',
    String(reason),
    Object(reason) as { readonly stack?: string },
  );
