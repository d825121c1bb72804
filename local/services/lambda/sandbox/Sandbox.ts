import type { SharedTime } from '../../../platform/Clock.ts';

/**
 * One execution environment of a function: it loads the code once and runs one invocation at a
 * time. Today it is a worker thread; anything else that implements this interface can replace it.
 */
export interface Sandbox {
  /** False once it has ended. It cannot be used again. */
  readonly alive: boolean;
  /** True once it has started and receives messages. */
  readonly ready: boolean;
  /** Runs one invocation. Resolves with a `SandboxExit` when the sandbox ends before it answers. */
  run(invocation: SandboxInvocation, events: SandboxEvents): Promise<SandboxAnswer | SandboxExit>;
  /** Call this when time has reached the moment of `idleUntil`. */
  wake(): void;
  /** Asks whether its event loop still turns. If it does, it calls `responsive`. */
  ping(): void;
  /** Ends it at once, even in the middle of a loop. */
  kill(): Promise<void>;
}

export interface SandboxOptions {
  readonly time: SharedTime;
  /** The seed of all random values inside. */
  readonly seed: number;
  /** Folder that holds the code, like `/var/task`. */
  readonly taskRoot: string;
  /** `file.export` */
  readonly handler: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  readonly memoryMb: number;
  /** The whole of `process.env`. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface SandboxInvocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
  /** `_X_AMZN_TRACE_ID` */
  readonly traceHeader: string;
  readonly invokedFunctionArn: string;
  readonly timeoutMs: number;
}

export interface SandboxEvents {
  /** The code is loaded and the handler starts. */
  started(): void;
  log(line: string): void;
  /** It has nothing to do before the cloud's time reaches `until`, in epoch milliseconds. */
  idleUntil(until: number): void;
  /** It sent any message, so its event loop turns. */
  responsive(): void;
}

export interface SandboxAnswer {
  /** JSON text: the handler's answer, or `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  readonly failed: boolean;
  /** The status with which the runtime exits after this answer: 128 and 129 for what nobody caught, 1 where the code did not load. */
  readonly exitStatus: number | undefined;
}

/** Why a sandbox ended before it answered, in Lambda's words. */
export interface SandboxExit {
  readonly errorType: string;
  /** Such as `exit status 3`; undefined where there is none. */
  readonly reason: string | undefined;
}

/** The data that the thread is started with. */
export type SandboxData = Omit<SandboxOptions, 'environment'>;

export type ToSandbox =
  | ({ readonly type: 'invoke' } & SandboxInvocation)
  | { readonly type: 'wake' }
  | { readonly type: 'ping' };

export type FromSandbox =
  /** The thread has started. It loads the function's code next. */
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'idle'; readonly until: number }
  | { readonly type: 'pong' }
  | ({ readonly type: 'answer' } & SandboxAnswer);
